package sdesync.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import sdesync.sandbox.rally.Rally;

/** The stories of a simulated Rally, asked for over HTTP. */
final class Stories {
  private final String url;

  private Stories(String url) {
    this.url = url;
  }

  /** All of the workspace of the sandbox's integration; two thousand at most. */
  static List<String> names(String rallyUrl) throws IOException {
    var asked = new Stories(rallyUrl);
    String named = URLEncoder.encode("(Name = \"" + Rally.WORKSPACE + "\")", UTF_8);
    String workspace = asked.get("workspace?query=" + named).at("/0/_ref").asText();
    return asked
        .get("hierarchicalrequirement?fetch=Name&pagesize=2000&workspace=" + workspace)
        .findValuesAsText("Name");
  }

  private JsonNode get(String what) throws IOException {
    var request =
        HttpRequest.newBuilder(URI.create(url).resolve("/slm/webservice/v2.0/" + what))
            .header("ZSESSIONID", Rally.API_KEY)
            .build();
    try {
      String body = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
      return new ObjectMapper().readTree(body).at("/QueryResult/Results");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
