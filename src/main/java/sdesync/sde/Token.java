package sdesync.sde;

/** Which of the two configured API tokens; a message names it by its key. */
public enum Token {
  /** {@code sde.token}: never asks for params. */
  ORDINARY("sde.token"),
  /** {@code sde.admin-token}: the only one under which params are asked for. */
  ADMIN("sde.admin-token");

  private final String key;

  Token(String key) {
    this.key = key;
  }

  /** The configuration key that holds it. */
  public String key() {
    return key;
  }
}
