package sdesync.ops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Single calls to a daemon's API, with its errors turned into {@link OpsFailure}. */
final class RemoteCalls {
  /** Within this a daemon counts as answering (contract section 1). */
  static final Duration ANSWER = Duration.ofSeconds(2);

  private static final Duration READ = Duration.ofSeconds(30);

  private final URI url;
  private final Supplier<String> token;
  private final HttpClient client;

  /**
   * @param token asked for with each call, and kept nowhere
   * @param trust null for whom the platform trusts
   */
  RemoteCalls(URI url, Supplier<String> token, @Nullable SSLContext trust) {
    this.url = URI.create(url.toString().replaceFirst("/+$", ""));
    this.token = token;
    var builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY);
    if (trust != null) {
      builder.sslContext(trust);
    }
    this.client = builder.build();
  }

  URI url() {
    return url;
  }

  /** Whether something answers like a daemon, in time; throws when it is not trusted. */
  boolean answers() {
    var request =
        HttpRequest.newBuilder(URI.create(url + "/observe/health/live")).timeout(ANSWER).build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.body().contains("\"status\"");
    } catch (SSLException e) {
      throw untrusted(e);
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException("nothing here interrupts a thread", e);
    }
  }

  <T> T get(String pathAndQuery, TypeReference<T> type) {
    return read(text(pathAndQuery).body(), type);
  }

  /**
   * @param patience how long the answer may take
   */
  <T> T get(String pathAndQuery, Duration patience, TypeReference<T> type) {
    return read(send(request(pathAndQuery).timeout(patience).GET().build()).body(), type);
  }

  /** The answer as it is. */
  HttpResponse<String> text(String pathAndQuery) {
    return send(request(pathAndQuery).timeout(READ).GET().build());
  }

  /**
   * @param body null for none
   * @param patience how long the answer may take
   */
  <T> T post(
      String path, @Nullable JsonNode body, String by, Duration patience, TypeReference<T> type) {
    var builder =
        request(path)
            .timeout(patience)
            .header("Content-Type", "application/json")
            .header(Gate.USER_HEADER, by.replaceAll("[^A-Za-z0-9._@-]", ""));
    String text = body == null ? "{}" : body.toString();
    return read(send(builder.POST(HttpRequest.BodyPublishers.ofString(text)).build()).body(), type);
  }

  private HttpRequest.Builder request(String pathAndQuery) {
    return HttpRequest.newBuilder(URI.create(url + Api.BASE + pathAndQuery))
        .header("Authorization", "Bearer " + token.get())
        .header("Accept", "application/json, text/plain");
  }

  private HttpResponse<String> send(HttpRequest request) {
    HttpResponse<String> answer;
    try {
      answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (HttpTimeoutException e) {
      throw unreachable("did not answer in time", e);
    } catch (SSLException e) {
      throw untrusted(e);
    } catch (IOException e) {
      throw unreachable("could not be reached (" + e.getClass().getSimpleName() + ")", e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nothing here interrupts a thread", e);
    }
    if (answer.statusCode() / 100 != 2) {
      throw failure(answer);
    }
    return answer;
  }

  private OpsFailure unreachable(String how, IOException cause) {
    return new OpsFailure(
        OpsFailure.Kind.UNREACHABLE,
        "the daemon at "
            + url
            + " "
            + how
            + "; see whether it runs (systemctl status sde-sync) and what its log says",
        cause);
  }

  private OpsFailure untrusted(SSLException cause) {
    return new OpsFailure(
        OpsFailure.Kind.UNREACHABLE,
        "what answers at "
            + url
            + " has no certificate that is trusted here ("
            + cause.getMessage()
            + "); with ops.tls-cert it must be that very one, else name the authority that signed it"
            + " in http.ca",
        cause);
  }

  private OpsFailure failure(HttpResponse<String> answer) {
    int status = answer.statusCode();
    OpsFailure.Kind kind =
        Arrays.stream(OpsFailure.Kind.values())
            .filter(k -> k.status() == status)
            .findFirst()
            .orElse(status == 405 ? OpsFailure.Kind.INVALID : OpsFailure.Kind.INTERNAL);
    String detail = detail(answer.body());
    return switch (kind) {
      case UNAUTHORIZED ->
          new OpsFailure(
              kind,
              "the daemon at "
                  + url
                  + " refused the token; set ops.token or ops.token-file to one it knows");
      case FORBIDDEN -> new OpsFailure(kind, "the daemon at " + url + " refused: " + detail);
      case INTERNAL ->
          new OpsFailure(
              kind, "the daemon at " + url + " answered " + status + ": " + orElse(detail));
      default -> new OpsFailure(kind, orElse(detail));
    };
  }

  private static String orElse(String detail) {
    return detail.isEmpty() ? "no further word; is this sde-sync's ops.url?" : detail;
  }

  private static String detail(String body) {
    try {
      JsonNode json = Json.MAPPER.readTree(body);
      return json == null ? "" : json.path("detail").asText("");
    } catch (JsonProcessingException e) {
      return "";
    }
  }

  private <T> T read(String body, TypeReference<T> type) {
    try {
      return Json.MAPPER.readValue(body, type);
    } catch (JsonProcessingException e) {
      throw new OpsFailure(
          OpsFailure.Kind.UNREACHABLE,
          "what answers at " + url + " is not a sde-sync of this kind; see ops.url",
          e);
    }
  }
}
