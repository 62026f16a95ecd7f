package sdesync.run;

/** Told when a command reports how far it is. Called from the thread that reads its output. */
@FunctionalInterface
public interface ProgressListener {

  /**
   * @param percent 0 to 100; told once per change
   */
  void progress(String runId, int percent);
}
