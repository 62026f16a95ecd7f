package sdesync.sde;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sdesync.http.Answer;
import sdesync.http.Outbound;
import sdesync.http.Request.Method;

/**
 * The record SD Elements keeps of a remote agent ({@code /api/v2/remote-agent/}, since 5.2).
 * Reading it is documented; how an agent writes its own is not, so a refusal is an answer like any
 * other.
 */
public final class RemoteAgents {
  private final SdeSettings settings;
  private final Failures failures;
  private final Calls calls;

  public RemoteAgents(SdeSettings settings, Outbound http, InstantSource clock) {
    this.settings = settings;
    this.failures = new Failures(clock);
    this.calls = new Calls(settings, http, failures);
  }

  /**
   * One agent as SD Elements knows it; null is what it does not say.
   *
   * @param lastSync as sent
   */
  public record Agent(
      @Nullable String name,
      @Nullable String platform,
      @Nullable String version,
      @Nullable String lastSync) {}

  /**
   * @return empty when there is none of that id, or the token may not see it
   * @throws SdeFailure when SD Elements does not answer, or not sensibly
   */
  public Optional<Agent> find(long id) {
    Access access = Access.best(settings);
    URI uri = uri(id);
    Map<String, String> texts = new HashMap<>();
    try (Answer answer = calls.get(access, uri)) {
      if (answer.status() == 403 || Calls.saysNotFound(answer)) {
        return Optional.empty();
      }
      calls.read(answer, access, uri, () -> read(answer, texts));
    }
    return Optional.of(
        new Agent(
            texts.get("name"),
            texts.get("platform"),
            texts.get("version"),
            texts.get("last_sync")));
  }

  private static void read(Answer answer, Map<String, String> texts) throws IOException {
    try (JsonParser json = PageReader.parser(answer.body())) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new BadList("it is not one remote agent");
      }
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        if (value == JsonToken.VALUE_STRING && json.getTextLength() <= 200) {
          texts.put(field, json.getText());
        } else {
          json.skipChildren();
        }
      }
    }
  }

  /**
   * Says in the agent's record that it is alive, with the fields that reading shows.
   *
   * @return whether SD Elements took it
   * @throws SdeFailure when SD Elements does not answer, or not sensibly
   */
  public boolean beat(long id, String version, Instant now) {
    Access access = Access.forWriting(settings);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("version", version);
    fields.put("platform", "Linux");
    fields.put("last_sync", now.toString());
    URI uri = uri(id);
    try (Answer answer = calls.send(access, Method.PATCH, uri, fields)) {
      int status = answer.status();
      if (status >= 500 || status == 429 || status == 401) {
        throw failures.status(answer, access, uri);
      }
      return status >= 200 && status < 300;
    }
  }

  private URI uri(long id) {
    return calls.url("/api/v2/remote-agent/" + id + "/", Map.of(), null);
  }
}
