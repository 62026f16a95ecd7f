package sdesync.ops;

import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A long answer, given as fast as its reader takes it. While the reader takes nothing, or there is
 * nothing to give yet, no thread is held.
 */
final class Pour implements WriteListener {
  private static final long LOOK_AGAIN_MILLIS = 300;

  /** Where the answer comes from; never asked by two threads at once. */
  interface Source {
    /** What comes next; of no bytes when there is nothing yet; null at the end. */
    byte @Nullable [] next();
  }

  private final Source source;
  private final ServletOutputStream out;
  private final Executor later;
  private final CompletableFuture<Void> done = new CompletableFuture<>();

  private Pour(Source source, ServletOutputStream out, Executor later) {
    this.source = source;
    this.out = out;
    this.later = later;
  }

  /**
   * Answers the request with it, after the handler has returned.
   *
   * @param later runs the next look when there was nothing to give
   * @param end what is done when the answer is over, however it ended
   */
  static void into(Context request, Source source, Executor later, Runnable end) {
    request.future(
        () -> {
          try {
            ServletOutputStream out = request.res().getOutputStream();
            var pour = new Pour(source, out, later);
            out.setWriteListener(pour);
            return pour.done.whenComplete((nothing, failure) -> end.run());
          } catch (IOException e) {
            end.run();
            throw new UncheckedIOException(e);
          }
        });
  }

  /** One at a time: called by the server when it can be written on, or by the next look. */
  @Override
  public void onWritePossible() {
    try {
      while (!done.isDone() && out.isReady()) {
        byte[] next = source.next();
        if (next == null) {
          done.complete(null);
        } else if (next.length == 0) {
          CompletableFuture.delayedExecutor(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS, later)
              .execute(this::onWritePossible);
          return;
        } else {
          out.write(next);
          // Else it would wait for more, and so would who follows.
          if (out.isReady()) {
            out.flush();
          }
        }
      }
    } catch (IOException | RuntimeException e) {
      onError(e);
    }
  }

  /** The reader has gone, or the source failed in the middle: there is nobody left to tell. */
  @Override
  public void onError(Throwable failure) {
    done.complete(null);
  }
}
