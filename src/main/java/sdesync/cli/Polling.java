package sdesync.cli;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import sdesync.ops.Operations;
import sdesync.ops.OpsFailure;
import sdesync.ops.Page;
import sdesync.ops.PollChanges;
import sdesync.ops.PollView;
import sdesync.ops.PollView.Reading;

/** A poll somebody waits for: on a terminal one line tells how far it has come. */
final class Polling {
  private static final Duration LOOK = Duration.ofMillis(200);

  private final Console console;
  private final Operations operations;

  Polling(Console console, Operations operations) {
    this.console = console;
    this.operations = operations;
  }

  /** Polls every list, and returns when all have answered or failed. */
  Page<PollChanges> now() {
    if (!console.errIsTerminal()) {
      return operations.poll(console.login());
    }
    var line = new StatusLine(console);
    var poll =
        CompletableFuture.supplyAsync(() -> operations.poll(console.login()), Polling::start);
    try {
      while (!poll.isDone()) {
        line.show(standing());
        console.pause(LOOK);
      }
      return poll.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      line.clear();
    }
  }

  private static void start(Runnable work) {
    var thread = new Thread(work, "poll");
    thread.setDaemon(true);
    thread.start();
  }

  private String standing() {
    List<Reading> readings;
    try {
      readings =
          operations.polls().results().stream()
              .map(PollView::reading)
              .filter(Objects::nonNull)
              .toList();
    } catch (OpsFailure e) {
      // The poll itself will say what is wrong.
      readings = List.of();
    }
    long items = readings.stream().mapToLong(Reading::items).sum();
    return "Asking SD Elements for its integrations…"
        + (items == 0 ? "" : " " + soFar(items, readings));
  }

  private static String soFar(long items, List<Reading> readings) {
    boolean all = readings.stream().allMatch(reading -> reading.expected() != null);
    long expected =
        readings.stream().map(Reading::expected).filter(Objects::nonNull).mapToLong(n -> n).sum();
    return items + (all ? " of " + expected : "") + " read";
  }
}
