package sdesync;

import sdesync.worker.SdeSync;

/** Where the program starts. */
public final class Main {
  private Main() {}

  /** Ends the process with the exit code of the verb (contract section 1). */
  public static void main(String[] arguments) {
    System.exit(SdeSync.run(arguments));
  }
}
