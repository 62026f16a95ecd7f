package sdesync.ops;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A POST that is sent again with the same {@code Idempotency-Key} gets the first answer, and
 * nothing happens twice. The newest {@link #MOST} keys are remembered by this process: a restart
 * forgets them, another node does not know them.
 */
final class Idempotency {
  static final String HEADER = "Idempotency-Key";
  static final int MOST = 1000;
  private static final int LONGEST_KEY = 255;

  private final Map<Key, Kept> kept =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Kept> eldest) {
          return size() > MOST;
        }
      };

  private record Key(String token, String path, String key) {}

  private record Answer(int status, String contentType, String body) {}

  private record Kept(int body, CompletableFuture<@Nullable Answer> answer) {}

  /** The handler, done once per key. */
  Handler once(Handler handler) {
    return request -> {
      String text = request.header(HEADER);
      if (text == null) {
        handler.handle(request);
        return;
      }
      if (text.isBlank() || text.length() > LONGEST_KEY) {
        throw OpsFailure.invalid(HEADER + " must have 1 to " + LONGEST_KEY + " characters");
      }
      first(new Key(Gate.who(request).name(), request.path(), text), request, handler);
    };
  }

  private void first(Key key, Context request, Handler handler) throws Exception {
    var mine = new Kept(Arrays.hashCode(Body.bytes(request)), new CompletableFuture<>());
    Kept earlier;
    synchronized (kept) {
      earlier = kept.putIfAbsent(key, mine);
    }
    if (earlier != null) {
      repeat(earlier, mine, request);
      return;
    }
    try {
      handler.handle(request);
      String body = request.result();
      mine.answer()
          .complete(
              new Answer(
                  request.statusCode(),
                  String.valueOf(request.res().getContentType()),
                  body == null ? "" : body));
    } finally {
      // Nothing was done, or half of it: the client may try again.
      if (mine.answer().complete(null)) {
        synchronized (kept) {
          kept.remove(key);
        }
      }
    }
  }

  private static void repeat(Kept earlier, Kept mine, Context request) {
    if (earlier.body() != mine.body()) {
      throw new OpsFailure(
          OpsFailure.Kind.CONFLICT,
          HEADER + " was used for another request before; use a new one for a new request");
    }
    Answer answer = earlier.answer().join();
    if (answer == null) {
      throw new OpsFailure(
          OpsFailure.Kind.CONFLICT,
          "the request with the same " + HEADER + " failed at the same moment; send it again");
    }
    request.status(answer.status()).contentType(answer.contentType()).result(answer.body());
  }
}
