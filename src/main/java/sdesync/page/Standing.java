package sdesync.page;

import java.util.Arrays;
import java.util.Locale;
import sdesync.ops.Board.Condition;
import sdesync.ops.Board.Row;

/** How integrations stand, as people choose them in the list. */
public enum Standing {
  LISTED("any"),
  HUMAN("needs a human"),
  HEALING("heals by itself"),
  RUNNING("running"),
  WAITING("waiting"),
  FINE("fine"),
  SCHEDULED("scheduled"),
  MANUAL("manual"),
  PAUSED("paused"),
  UNSUPPORTED("unsupported"),
  GONE("gone");

  private final String label;
  private final String word;

  Standing(String label) {
    this.label = label;
    this.word = name().toLowerCase(Locale.ROOT);
  }

  static Standing named(String word) {
    return Arrays.stream(values())
        .filter(one -> one.word().equals(word))
        .findFirst()
        .orElse(LISTED);
  }

  /** As in the URL; empty for the usual one. */
  public String word() {
    return this == LISTED ? "" : word;
  }

  public String label() {
    return label;
  }

  boolean matches(Row row) {
    boolean gone = row.state().equals("gone");
    return switch (this) {
      case LISTED -> !gone;
      case HUMAN -> row.condition() == Condition.NEEDS_HUMAN;
      case HEALING -> row.condition() == Condition.HEALING;
      case RUNNING -> row.running() != null;
      case WAITING -> row.waiting() != null;
      case FINE -> row.condition() == Condition.FINE && !gone;
      case SCHEDULED, MANUAL, PAUSED, UNSUPPORTED, GONE -> row.state().equals(word);
    };
  }
}
