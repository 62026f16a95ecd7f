package sdesync.sde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.io.ByteArrayInputStream;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;
import sdesync.catalog.PollScope;
import sdesync.http.Outbound;

/**
 * The very file routes/poll-integrations.camel.yaml, with its trigger and its HTTP step replaced.
 */
class PollRouteTest extends CamelTestSupport {
  private final PollRig.Polls polls = new PollRig.Polls();
  private final PollRig.Catalog catalog = new PollRig.Catalog();

  @Override
  protected CamelContext createCamelContext() throws Exception {
    var context = new DefaultCamelContext();
    var outbound = new Outbound(PollRig.http(), System::nanoTime);
    var settings = PollRig.both(URI.create("https://sde.example"));
    outbound.beans().forEach(context.getRegistry()::bind);
    context
        .getRegistry()
        .bind("sde", new SdElements(settings, outbound, InstantSource.fixed(PollRig.NOW)));
    context.getRegistry().bind("polls", polls);
    context.getRegistry().bind("catalog", catalog);
    context.getPropertiesComponent().addInitialProperty("sde.origin", "https://sde.example");
    PollRig.load(context, Path.of("routes/on-error.camel.yaml"));
    PollRig.load(context, Path.of("routes/poll-integrations.camel.yaml"));
    AdviceWith.adviceWith(
        context, "poll-integrations", advice -> advice.replaceFromWith("direct:tick"));
    AdviceWith.adviceWith(
        context,
        "poll-scope",
        advice -> advice.weaveByType(ToDefinition.class).replace().to("mock:sde"));
    return context;
  }

  private MockEndpoint sde() {
    return getMockEndpoint("mock:sde");
  }

  private static void answer(Exchange exchange, String json) {
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 200);
    exchange.getMessage().setBody(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void a_tick_polls_what_is_due_page_by_page() throws Exception {
    polls.scopes = List.of(PollScope.ALL);
    sde().expectedMessageCount(2);
    sde().message(0).header(Exchange.HTTP_PATH).isEqualTo("/api/v2/integrations/");
    sde().message(0).header(Exchange.HTTP_RAW_QUERY).isEqualTo("page_size=100&include=params");
    sde().message(0).header("Authorization").isEqualTo("Token " + PollRig.ADMIN);
    sde().message(1).header(Exchange.HTTP_RAW_QUERY).isEqualTo("page=2&include=params");
    sde()
        .whenExchangeReceived(
            1,
            exchange ->
                answer(
                    exchange, "{\"next\":\"?page=2\",\"results\":[{\"id\":1,\"command\":\"c\"}]}"));
    sde()
        .whenExchangeReceived(
            2, exchange -> answer(exchange, "{\"results\":[{\"id\":2,\"command\":\"c\"}]}"));

    template().sendBody("direct:tick", "");

    MockEndpoint.assertIsSatisfied(context());
    assertThat(catalog.lists)
        .singleElement()
        .satisfies(l -> assertThat(l.integrations()).hasSize(2));
    assertThat(polls.succeeded.toArray()).containsExactly("accepted all");
  }

  @Test
  void a_tick_with_nothing_due_asks_nobody() throws Exception {
    sde().expectedMessageCount(0);
    template().sendBody("direct:tick", "");
    MockEndpoint.assertIsSatisfied(context());
  }

  @Test
  void a_failing_request_reaches_polls_failed_with_words_and_leaves_no_token_behind() {
    polls.scopes = List.of(PollScope.ALL);
    sde()
        .whenAnyExchangeReceived(
            exchange -> {
              throw new ConnectException("raw text of a library");
            });
    Exchange done = template().request("direct:poll-now", exchange -> {});
    assertThat(done.getException()).isNull();
    assertThat(done.getMessage().getBody()).asInstanceOf(LIST).containsExactly("failed all");
    assertThat(polls.failed)
        .singleElement()
        .isInstanceOfSatisfying(
            SdeFailure.class,
            failure ->
                assertThat(failure.getMessage())
                    .contains("https://sde.example/api/v2/integrations/")
                    .doesNotContain("raw text"));
    assertThat(catalog.lists).isEmpty();
    assertThat(done.getMessage().getHeaders()).doesNotContainKey("Authorization");
  }
}
