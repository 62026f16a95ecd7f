package sdesync.sandbox;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import sdesync.sandbox.wire.Answer;

/** The two lists of sde-integrations-api.md. */
final class IntegrationsApi {
  private static final List<String> FILTERS = List.of("alias", "frequency", "system", "type");

  private final SandboxIntegrations integrations;

  IntegrationsApi(SandboxIntegrations integrations) {
    this.integrations = integrations;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.at("/api/v2/integrations/")
            .on("GET", call -> list(call, true, SandboxIntegrations.EVERY)),
        Endpoint.at(Endpoint.PROJECT + "integrations/").on("GET", this::ofProject));
  }

  private Answer ofProject(Endpoint.Call call) {
    long project = call.number(1);
    return integrations.knowsProject(project)
        ? list(call, false, item -> item.projectId() == project)
        : SdeApi.notFound();
  }

  private Answer list(
      Endpoint.Call call, boolean withProject, Predicate<SandboxIntegration> wanted) {
    boolean withParams = call.caller() == Caller.ADMIN && call.asks("include", "params");
    return Pages.of(
        call.request(),
        integrations.where(filters(call), wanted),
        (json, item) -> item.write(json, withProject, withParams));
  }

  /** The API's own filters; an empty one filters nothing. */
  private static Map<String, String> filters(Endpoint.Call call) {
    Map<String, String> filters = new TreeMap<>();
    for (String name : FILTERS) {
      call.request().query().value(name).ifPresent(value -> filters.put(name, value));
    }
    return filters;
  }
}
