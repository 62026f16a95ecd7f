package sdesync.http;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.component.http.HttpComponent;
import org.jspecify.annotations.Nullable;

/**
 * Outbound HTTP for Java and for routes: the set-up components, and calls through them. Bind {@link
 * #beans()} before Camel starts. Camel's Main does not introduce itself to beans that were bound
 * before it made its context; there {@link #setCamelContext} has to be called.
 */
public final class Outbound implements CamelContextAware {
  /** How often http.timeout may pass before a body that keeps dripping is given up. */
  private static final int PATIENCE = 20;

  /**
   * What every call of ours sets on its endpoint; the poll route says the same in YAML. The method
   * comes with the request.
   */
  private static final String OPTIONS =
      "?throwExceptionOnFailure=false&disableStreamCache=true&copyHeaders=false"
          + "&headerFilterStrategy=#outbound-headers";

  private final HttpSettings settings;
  private final LongSupplier nanos;
  private final Targets targets;
  private final Map<String, Producer> producers = new ConcurrentHashMap<>();
  private @Nullable CamelContext context;

  /**
   * @param nanos monotonic, as {@link System#nanoTime}
   */
  public Outbound(HttpSettings settings, LongSupplier nanos) {
    this.settings = settings;
    this.nanos = nanos;
    this.targets = new Targets(settings.targets());
  }

  /**
   * Camel's components and what routes name, by bean name.
   *
   * @throws IllegalArgumentException when http.ca holds no certificate
   */
  public Map<String, Object> beans() {
    var client = ClientSetup.configured(settings);
    return Map.of(
        "http-component",
        component(client),
        "https-component",
        component(client),
        "target-client",
        ClientSetup.targets(settings, true),
        "unchecked-target-client",
        ClientSetup.targets(settings, false),
        "outbound-headers",
        new OwnHeadersOnly(),
        "outbound",
        this);
  }

  private static HttpComponent component(ClientSetup client) {
    var component = new HttpComponent();
    component.setClientConnectionManager(client.connections());
    component.setHttpClientConfigurer(client);
    component.setFollowRedirects(false);
    component.setRedirectHandlingDisabled(true);
    component.setAutomaticRetriesDisabled(true);
    component.setContentCompressionDisabled(true);
    component.setCookieManagementDisabled(true);
    component.setAuthCachingDisabled(true);
    component.setCopyHeaders(false);
    component.setUserAgent(userAgent());
    return component;
  }

  private static String userAgent() {
    String version = Outbound.class.getPackage().getImplementationVersion();
    return "sde-sync/" + (version == null ? "dev" : version);
  }

  @Override
  public void setCamelContext(CamelContext camelContext) {
    this.context = camelContext;
    camelContext.setStreamCaching(false);
  }

  @Override
  public @Nullable CamelContext getCamelContext() {
    return context;
  }

  /**
   * The tracker that params name, if native commands may speak to it.
   *
   * @param method {@code https} or {@code http}
   * @param server host, with its port if it has one, as sent
   * @param problem told the param and what is wrong with it
   * @return null after a problem
   */
  public @Nullable Target target(
      String method, String server, boolean checkCertificate, BiConsumer<String, String> problem) {
    return targets.target(method, server, checkCertificate, problem);
  }

  /**
   * Sends it to a host of our own configuration, and gives the answer whatever its status.
   *
   * @param origin scheme, host and port
   * @param limit bytes the body may have
   * @throws HttpFailure when no answer came
   */
  public Answer send(URI origin, Request request, long limit) {
    return send(origin + OPTIONS, request, limit);
  }

  /**
   * Sends it to a host that params name.
   *
   * @param limit bytes the body may have
   * @throws HttpFailure when no answer came; {@link HttpFailure.Kind#FORBIDDEN} when the host's
   *     address may not be spoken to
   */
  public Answer send(Target target, Request request, long limit) {
    String client = target.certificateChecked() ? "target-client" : "unchecked-target-client";
    return send(target.origin() + OPTIONS + "&httpClientConfigurer=#" + client, request, limit);
  }

  private Answer send(String uri, Request request, long limit) {
    Producer producer = producers.computeIfAbsent(uri, this::producer);
    Exchange exchange = producer.getEndpoint().createExchange();
    request.putOn(exchange);
    try {
      producer.process(exchange);
    } catch (Exception e) {
      throw HttpFailure.of(e);
    }
    return answer(exchange, limit);
  }

  /** The answer a route's {@code to: http} left in the exchange. */
  public Answer answer(Exchange exchange, long limit) {
    Duration patience = settings.timeout().multipliedBy(PATIENCE);
    return new Answer(exchange, new BoundedBody(Answer.rawBody(exchange), limit, patience, nanos));
  }

  private Producer producer(String uri) {
    CamelContext camel = context;
    if (camel == null) {
      throw new IllegalStateException("Outbound is not bound to Camel yet");
    }
    try {
      Endpoint endpoint = camel.getEndpoint(uri);
      Producer producer = endpoint.createProducer();
      producer.start();
      return producer;
    } catch (Exception e) {
      throw new IllegalStateException("no http endpoint for " + uri, e);
    }
  }
}
