package sdesync.sandbox;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import sdesync.sandbox.wire.Answer;
import sdesync.sandbox.wire.Api;
import sdesync.sandbox.wire.Request;

/**
 * The simulated SD Elements: its paths, who may ask, and the errors of the Django REST framework
 * below the real one.
 */
final class SdeApi implements Api {
  private final List<Endpoint> endpoints;

  SdeApi(List<Endpoint> endpoints) {
    this.endpoints = List.copyOf(endpoints);
  }

  @Override
  public Answer answer(Request request) {
    for (Endpoint endpoint : endpoints) {
      Matcher parts = endpoint.path().matcher(request.path());
      if (parts.matches()) {
        return answer(request, endpoint, parts);
      }
    }
    return notFound();
  }

  private static Answer answer(Request request, Endpoint endpoint, Matcher parts) {
    Caller caller = Caller.of(request.headers().get("authorization"));
    if (!caller.isKnown()) {
      return Answer.error(401, caller.detail(), Map.of("WWW-Authenticate", "Token"));
    }
    return endpoint
        .handler(request.method())
        .map(handler -> handler.answer(new Endpoint.Call(request, caller, parts)))
        .orElseGet(
            () ->
                Answer.error(
                    405,
                    "Method \"" + request.method() + "\" not allowed.",
                    Map.of("Allow", endpoint.allowed())));
  }

  static Answer notFound() {
    return Answer.error(404, "Not found.");
  }

  /** A value that is refused: 400 with the field's name, as the framework words it. */
  static Answer refused(String field, String message) {
    return Answer.ok(
            json -> {
              json.writeStartObject();
              json.writeArrayFieldStart(field);
              json.writeString(message);
              json.writeEndArray();
              json.writeEndObject();
            })
        .withStatus(400);
  }

  @Override
  public String caller(Request request) {
    return Caller.of(request.headers().get("authorization")).name().toLowerCase(Locale.ROOT);
  }
}
