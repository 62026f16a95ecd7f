package sdesync.notify;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits to be sent on one way, in order, in a thread of its own. Putting something in never
 * waits: when it is full the newest is dropped and counted. What cannot be sent is tried a few
 * times more.
 */
final class Outbox<T> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
  private static final int ROOM = 1_000;
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final String name;
  private final Consumer<T> send;
  private final List<Duration> pauses;
  private final BlockingQueue<Optional<T>> waiting = new ArrayBlockingQueue<>(ROOM);
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private @Nullable Thread thread;
  private boolean full;
  private volatile boolean closing;

  /**
   * @param send throws {@link Undelivered}
   * @param pauses before the second try, the third, and so on
   */
  Outbox(String name, Consumer<T> send, List<Duration> pauses) {
    this.name = name;
    this.send = send;
    this.pauses = List.copyOf(pauses);
  }

  synchronized void put(T one) {
    if (thread == null) {
      thread = new Thread(this::work, "notify-" + name);
      thread.setDaemon(true);
      thread.start();
    }
    if (!waiting.offer(Optional.of(one))) {
      lost.incrementAndGet();
      if (!full) {
        full = true;
        LOG.warn(
            "{}: {} wait to be sent already; until there is room again none is added", name, ROOM);
      }
    } else {
      full = false;
    }
  }

  long sent() {
    return sent.get();
  }

  long lost() {
    return lost.get();
  }

  private void work() {
    try {
      while (!closing || !waiting.isEmpty()) {
        Optional<T> next = waiting.take();
        if (next.isPresent()) {
          deliver(next.get());
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nothing here interrupts a thread", e);
    }
  }

  private void deliver(T one) throws InterruptedException {
    for (int attempt = 0; ; attempt++) {
      try {
        send.accept(one);
        sent.incrementAndGet();
        return;
      } catch (Undelivered e) {
        if (!e.worthAnotherTry() || attempt == pauses.size() || closing) {
          lost.incrementAndGet();
          LOG.warn("{}: not sent: {}", name, e.getMessage());
          return;
        }
        Thread.sleep(pauses.get(attempt).toMillis());
      } catch (RuntimeException | Error e) {
        lost.incrementAndGet();
        // Its message may quote what was sent, or the address with its secret.
        LOG.error("{}: not sent, for the worker itself failed ({})", name, e.getClass().getName());
        return;
      }
    }
  }

  /** Sends what waits, as long as that goes quickly. */
  @Override
  public void close() {
    Thread working;
    synchronized (this) {
      closing = true;
      working = thread;
    }
    if (working == null) {
      return;
    }
    // Wakes it when it waits; when there is no room it does not.
    if (!waiting.offer(Optional.empty())) {
      LOG.warn("{}: more waits to be sent than can be before the end", name);
    }
    try {
      working.join(FAREWELL.toMillis());
    } catch (InterruptedException e) {
      throw new IllegalStateException("nothing here interrupts a thread", e);
    }
  }
}
