package sdesync.notify;

/** Something was not sent. The message has no secret, and so there is no cause. */
final class Undelivered extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean worthAnotherTry;

  Undelivered(String message, boolean worthAnotherTry) {
    super(message);
    this.worthAnotherTry = worthAnotherTry;
  }

  boolean worthAnotherTry() {
    return worthAnotherTry;
  }
}
