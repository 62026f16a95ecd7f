package sdesync.config;

import java.util.List;

/**
 * Wrong configuration, all of it at once: the message has one line per error, each with the key,
 * the value (never a secret's) and what is allowed. The program ends with exit code 2.
 */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> errors;

  public ConfigurationException(List<String> errors) {
    super(String.join("\n", errors));
    this.errors = List.copyOf(errors);
  }

  /** One sentence per error. */
  public List<String> errors() {
    return errors;
  }
}
