package sdesync.run;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the output of what runs here, now and then and at its end. A copy that fails waits for the
 * next step, with those of at most {@value #MOST_WAITING} ended runs; nobody's run fails for it.
 */
final class OutputCopies {
  private static final Logger LOG = LoggerFactory.getLogger(OutputCopies.class);
  private static final int MOST_WAITING = 1_000;
  private static final int ENOUGH = 3;

  private static final class Attempt {
    final String runId;
    final CopiedOutput output;
    volatile boolean ended;

    Attempt(String runId, CopiedOutput output) {
      this.runId = runId;
      this.output = output;
    }
  }

  private final OutputCopy copy;
  private final Map<String, Attempt> attempts = new LinkedHashMap<>();

  OutputCopies(OutputCopy copy) {
    this.copy = copy;
  }

  /**
   * An attempt begins.
   *
   * @param begin where in the file its output begins
   */
  void begin(String runId, Path log, long begin) {
    if (copy == OutputCopy.NONE) {
      return;
    }
    synchronized (attempts) {
      attempts.put(runId, new Attempt(runId, new CopiedOutput(copy, runId, log, begin)));
      attempts.values().stream()
          .filter(other -> other.ended)
          .limit(Math.max(0, attempts.size() - MOST_WAITING))
          .toList()
          .forEach(this::remove);
    }
  }

  /** Its file is whole. */
  void end(String runId) {
    Attempt ended;
    synchronized (attempts) {
      ended = attempts.get(runId);
    }
    if (ended != null) {
      ended.ended = true;
      step(ended);
    }
  }

  /** Copies what was written meanwhile. */
  void step() {
    List<Attempt> all;
    synchronized (attempts) {
      all = List.copyOf(attempts.values());
    }
    int failed = 0;
    for (Attempt attempt : all) {
      failed += step(attempt) ? 0 : 1;
      if (failed == ENOUGH) {
        return; // the store is away: not one try for each
      }
    }
  }

  private boolean step(Attempt attempt) {
    boolean ended = attempt.ended;
    try {
      synchronized (attempt) {
        attempt.output.step(ended);
      }
    } catch (NoSuchFileException e) {
      LOG.debug("the output of run {} is no longer kept", attempt.runId, e);
    } catch (IOException | RuntimeException e) {
      LOG.debug("the output of run {} is copied later", attempt.runId, e);
      return false;
    }
    if (ended) {
      remove(attempt);
    }
    return true;
  }

  private void remove(Attempt attempt) {
    synchronized (attempts) {
      attempts.remove(attempt.runId, attempt);
    }
  }
}
