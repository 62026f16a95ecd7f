package sdesync.cli;

import java.util.function.UnaryOperator;

/** Colour, or none. */
record Paint(boolean on) {
  String good(String text) {
    return in("32", text);
  }

  String bad(String text) {
    return in("31", text);
  }

  String warn(String text) {
    return in("33", text);
  }

  String dim(String text) {
    return in("2", text);
  }

  String bold(String text) {
    return in("1", text);
  }

  String state(String state) {
    return like(state).apply(state);
  }

  /**
   * How a state of a run or an integration is painted: red needs a human, yellow heals or waits.
   */
  UnaryOperator<String> like(String state) {
    return switch (state) {
      case "succeeded" -> this::good;
      case "failed", "timed_out", "refused", "lost", "unsupported" -> this::bad;
      case "cancelled", "skipped", "queued", "paused", "gone" -> this::warn;
      default -> UnaryOperator.identity();
    };
  }

  private String in(String code, String text) {
    return on && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
