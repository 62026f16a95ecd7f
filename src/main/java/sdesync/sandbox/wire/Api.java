package sdesync.sandbox.wire;

/** What answers behind a port. */
public interface Api {
  Answer answer(Request request);

  /** Who asks, as the log may name them: never a token, a key or a password. */
  String caller(Request request);

  /** So many requests of one caller are answered at once; more wait for these. */
  default int atOnce() {
    return Integer.MAX_VALUE;
  }
}
