package sdesync.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import sdesync.sandbox.rally.Rally;

/** Asks the sandbox's Rally over real HTTP, with an API key unless told otherwise. */
final class RallyAsking {
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI root;

  RallyAsking(Sandbox sandbox) {
    this.root = sandbox.rallyUrl().resolve("/slm/webservice/v2.0/");
  }

  JsonNode get(String target) {
    return Asking.json(send("GET", target, "", "ZSESSIONID", Rally.API_KEY));
  }

  JsonNode write(String method, String target, String body) {
    return Asking.json(send(method, target, body, "ZSESSIONID", Rally.API_KEY));
  }

  /** The {@code QueryResult}. */
  JsonNode query(String type, String query, String more) {
    return get(type + "?query=" + URLEncoder.encode(query, UTF_8) + more).path("QueryResult");
  }

  /**
   * @param headers names and values in turn
   */
  HttpResponse<String> send(String method, String target, String body, String... headers) {
    URI uri = target.startsWith("http") ? URI.create(target) : root.resolve(target);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).method(method, BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(method + " " + target, e);
    }
  }
}
