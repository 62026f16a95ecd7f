package sdesync.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks a sandbox over real HTTP. */
final class Asking {
  static final ObjectMapper MAPPER = new ObjectMapper();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Sandbox sandbox;

  Asking(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  HttpResponse<String> get(String target, @Nullable String authorization) {
    return send("GET", target, authorization, BodyHandlers.ofString());
  }

  JsonNode ordinary(String target) {
    return json(get(target, "Token " + Sandbox.TOKEN));
  }

  JsonNode admin(String target) {
    return json(get(target, "Token " + Sandbox.ADMIN_TOKEN));
  }

  /** The ids of a list. */
  List<Long> ids(String target) {
    List<Long> ids = new ArrayList<>();
    ordinary(target).get("results").forEach(item -> ids.add(item.get("id").asLong()));
    return ids;
  }

  /** With the ordinary token, as everything is written. */
  JsonNode write(String method, String target, String json) {
    return json(
        send(
            method,
            target,
            "Token " + Sandbox.TOKEN,
            BodyPublishers.ofString(json),
            BodyHandlers.ofString()));
  }

  <T> HttpResponse<T> send(
      String method, String target, @Nullable String authorization, BodyHandler<T> body) {
    return send(method, target, authorization, BodyPublishers.noBody(), body);
  }

  private <T> HttpResponse<T> send(
      String method,
      String target,
      @Nullable String authorization,
      BodyPublisher sent,
      BodyHandler<T> body) {
    URI uri = target.startsWith("http") ? URI.create(target) : sandbox.url().resolve(target);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(method, sent);
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    try {
      return client.send(request.build(), body);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(method + " " + target, e);
    }
  }

  static JsonNode json(HttpResponse<String> response) {
    try {
      return MAPPER.readTree(response.body());
    } catch (IOException e) {
      throw new AssertionError(response.body(), e);
    }
  }
}
