package sdesync.sde;

/** The list as a whole cannot be believed. */
final class BadList extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadList(String why) {
    super(why);
  }
}
