package sdesync.http;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** How the HTTP client below Camel's component is set up: to SD Elements, or to a target. */
final class ClientSetup implements HttpClientConfigurer {
  private static final String REACHED = "sdesync.reached";

  private final Timeout connect;
  private final Timeout silence;
  private final ProxyRoute route;
  private final HttpClientConnectionManager connections;

  private ClientSetup(
      HttpSettings settings, ProxyRoute route, DnsResolver names, TlsSocketStrategy tls) {
    this.connect = Timeout.of(settings.connectTimeout());
    this.silence = Timeout.of(settings.timeout());
    this.route = route;
    this.connections = pool(names, tls);
  }

  /** To hosts of our own configuration. */
  static ClientSetup configured(HttpSettings settings) {
    return new ClientSetup(
        settings,
        new ProxyRoute(settings.proxy(), settings.noProxy()),
        SystemDefaultDnsResolver.INSTANCE,
        checked(settings));
  }

  /** To hosts that params name. */
  static ClientSetup targets(HttpSettings settings, boolean certificateChecked) {
    var names = new TargetConnections(settings, SystemDefaultDnsResolver.INSTANCE);
    return new ClientSetup(
        settings, names.route(), names, certificateChecked ? checked(settings) : unchecked());
  }

  private static TlsSocketStrategy checked(HttpSettings settings) {
    return ClientTlsStrategyBuilder.create()
        .setSslContext(Certificates.trusting(settings.ca()))
        .setHostVerificationPolicy(HostnameVerificationPolicy.BOTH)
        .buildClassic();
  }

  private static TlsSocketStrategy unchecked() {
    return ClientTlsStrategyBuilder.create()
        .setSslContext(Certificates.trustingAnyone())
        .setHostVerificationPolicy(HostnameVerificationPolicy.CLIENT)
        .setHostnameVerifier(NoopHostnameVerifier.INSTANCE)
        .buildClassic();
  }

  private HttpClientConnectionManager pool(DnsResolver names, TlsSocketStrategy tls) {
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setDnsResolver(names)
        .setTlsSocketStrategy(tls)
        .setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(connect).build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(connect)
                .setSocketTimeout(silence)
                // There are no retries, so a connection is looked at before each use.
                .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                .build())
        .setDefaultSocketConfig(SocketConfig.custom().setSoTimeout(silence).build())
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder()
                // Without limits a header that never ends fills the heap.
                .http1Config(
                    Http1Config.custom().setMaxLineLength(32_768).setMaxHeaderCount(200).build())
                .build())
        // Room for run.concurrency, which bounds the calls, and not a second bound of its own.
        .setMaxConnPerRoute(1_000)
        .setMaxConnTotal(2_000)
        .build();
  }

  HttpClientConnectionManager connections() {
    return connections;
  }

  @Override
  public void configureHttpClient(HttpClientBuilder client) {
    client.setConnectionManager(connections);
    client.setRoutePlanner(route);
    client.setDefaultCredentialsProvider(route);
    client.setKeepAliveStrategy((response, context) -> TimeValue.ofSeconds(20));
    client.setDefaultRequestConfig(
        RequestConfig.custom()
            .setConnectionRequestTimeout(silence)
            .setResponseTimeout(silence)
            .setRedirectsEnabled(false)
            .setProtocolUpgradeEnabled(false)
            .build());
    // A proxy's refusal to connect comes back as if the host behind it had said it; a 403 would
    // then be read as a refused token.
    client.addExecInterceptorAfter(
        ChainElement.CONNECT.name(),
        "reached",
        (request, scope, chain) -> {
          scope.clientContext.setAttribute(REACHED, true);
          return chain.proceed(request, scope);
        });
    client.addExecInterceptorBefore(
        ChainElement.CONNECT.name(),
        "proxy-refusal",
        (request, scope, chain) -> {
          var response = chain.proceed(request, scope);
          if (scope.clientContext.getAttribute(REACHED) == null) {
            int status = response.getCode();
            response.close();
            throw new ProxyRefusal(status);
          }
          return response;
        });
  }
}
