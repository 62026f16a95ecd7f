package sdesync.process;

/**
 * Takes a command's output as it comes, in pieces that need not end where lines end. It is called
 * by one thread at a time, and never after {@link CommandProcess#await} has returned. While it
 * works the command may have to wait; what it throws is kept for {@link CommandExit#sinkFailure()}
 * and the rest of the output is dropped.
 */
@FunctionalInterface
public interface LineSink {
  /** The buffer is used again after the call. */
  void accept(Stream stream, byte[] buffer, int length);

  /** Where a piece came from. */
  enum Stream {
    STDOUT,
    STDERR
  }
}
