package sdesync.sandbox.rally;

/** What becomes a line of {@code Errors} in an answer with HTTP status 200. */
final class WsapiError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WsapiError(String message) {
    super(message);
  }

  String line() {
    return String.valueOf(getMessage());
  }
}
