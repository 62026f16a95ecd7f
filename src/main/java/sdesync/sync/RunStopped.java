package sdesync.sync;

/** The run was told to end: nothing is sent any more. */
public final class RunStopped extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RunStopped() {
    super("the run was told to end");
  }
}
