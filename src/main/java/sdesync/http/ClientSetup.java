package sdesync.http;

import org.apache.camel.component.http.HttpClientConfigurer;
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
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** How the HTTP client below Camel's component is set up. */
final class ClientSetup implements HttpClientConfigurer {
  private static final String REACHED = "sdesync.reached";

  private final HttpSettings settings;
  private final Timeout connect;
  private final Timeout silence;

  ClientSetup(HttpSettings settings) {
    this.settings = settings;
    this.connect = Timeout.of(settings.connectTimeout());
    this.silence = Timeout.of(settings.timeout());
  }

  HttpClientConnectionManager connections() {
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setTlsSocketStrategy(
            ClientTlsStrategyBuilder.create()
                .setSslContext(Certificates.trusting(settings.ca()))
                .setHostVerificationPolicy(HostnameVerificationPolicy.BOTH)
                .buildClassic())
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

  @Override
  public void configureHttpClient(HttpClientBuilder client) {
    var proxy = new ProxyRoute(settings.proxy(), settings.noProxy());
    client.setRoutePlanner(proxy);
    client.setDefaultCredentialsProvider(proxy);
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
