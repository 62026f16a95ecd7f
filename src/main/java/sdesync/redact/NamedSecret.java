package sdesync.redact;

/**
 * A value that must not be seen, and where it comes from.
 *
 * @param name the path of its key, such as {@code login.password} or {@code tokens[1]}
 */
public record NamedSecret(String name, String value) {
  /** Whether it is long enough to be masked; a shorter one is reported by its name instead. */
  public boolean isMaskable() {
    return value.length() >= Masker.SHORTEST;
  }

  @Override
  public String toString() {
    return name + "=***";
  }
}
