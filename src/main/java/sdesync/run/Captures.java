package sdesync.run;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins the capture of what a command writes, be it a process or a route. */
public final class Captures {
  private static final Logger LOG = LoggerFactory.getLogger(Captures.class);

  private final OutputFiles outputs;
  private final ProgressListener progress;

  public Captures(OutputFiles outputs, ProgressListener progress) {
    this.outputs = outputs;
    this.progress = progress;
  }

  /**
   * For one attempt.
   *
   * @throws IOException when its file cannot be made
   */
  Capture begin(CommandInput input, Masking.ForRun masked) throws IOException {
    var told = new ToldLines(percent -> tell(input.runId(), percent));
    String run = input.runId();
    return new Capture(outputs.begin(run, input.attempt()), masked, told, () -> outputs.end(run));
  }

  private void tell(String runId, int percent) {
    try {
      progress.progress(runId, percent);
    } catch (RuntimeException e) {
      // A store that is away must not cost the command its output; the next change tells again.
      LOG.debug("progress {} of run {} was not recorded", percent, runId, e);
    }
  }
}
