package sdesync.run;

/**
 * Where a route writes what people read in the run's log. It is masked, kept and listened to as a
 * process's stdout is: {@code 40% complete} moves the progress (contract, section 4).
 */
@FunctionalInterface
public interface RunOutput {

  /**
   * Writes one line; whatever would break it in two is written as a space. Any thread may; after
   * the route has ended nothing is written any more.
   */
  void say(String line);
}
