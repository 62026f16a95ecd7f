package sdesync.ops;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The output of one run as events, for one reader. Event {@code output} has {@code {"text","next"}}
 * as data and the offset after it as id; {@code end} has the run.
 */
final class LogEvents implements Pour.Source {
  private static final byte[] NOTHING_YET = {};

  /** A comment now and then, so that nobody between takes the silence for an end. */
  private static final byte[] STILL_HERE = ": \n\n".getBytes(StandardCharsets.UTF_8);

  private static final int LOOKS_BETWEEN = 30;

  private final Operations operations;
  private final LogFollowers.Source source;
  private final String run;
  private long offset;
  private int silent = LOOKS_BETWEEN;
  private boolean ended;

  LogEvents(Operations operations, LogFollowers.Source source, String run, long offset) {
    this.operations = operations;
    this.source = source;
    this.run = run;
    this.offset = offset;
  }

  @Override
  public byte @Nullable [] next() {
    if (ended) {
      return null;
    }
    try {
      LogPart part = source.log(run, offset);
      if (!part.text().isEmpty()) {
        offset = part.next();
        silent = 0;
        return event("output", Map.of("text", part.text(), "next", offset), offset);
      }
      if (part.end()) {
        ended = true;
        return event("end", operations.run(run), offset);
      }
      return silence();
    } catch (RuntimeException e) {
      // The follower is told and may come again; nobody else is concerned.
      ended = true;
      return event("problem", "the output cannot be read now; follow again", offset);
    }
  }

  private byte[] silence() {
    silent++;
    if (silent < LOOKS_BETWEEN) {
      return NOTHING_YET;
    }
    silent = 0;
    return STILL_HERE;
  }

  private static byte[] event(String name, Object data, long id) {
    try {
      String json = Json.MAPPER.writeValueAsString(data);
      return ("id: " + id + "\nevent: " + name + "\ndata: " + json + "\n\n")
          .getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
