package sdesync.config;

/** A text that does not have the form its key asks for; the message says what is wrong with it. */
final class Unfit extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unfit(String why) {
    super(why);
  }
}
