package sdesync.cli;

import java.util.Arrays;
import java.util.Collection;
import sdesync.ops.OpsFailure;

/** How a verb ended (contract section 1, Exit codes). Declared by weight, the gravest first. */
enum ExitCode {
  /** Wrong usage or configuration. */
  USAGE(2),
  /** Nothing could be asked for: SD Elements or the daemon is away or refused the token. */
  UNREACHABLE(3),
  NOTHING_MATCHED(4),
  /** The wait timed out, runs go on. */
  WAIT_TIMED_OUT(5),
  /** Some run, or some other part of what was asked, did not succeed. */
  SOME_FAILED(1),
  OK(0);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  /** The one to end with when several apply; none at all is {@link #OK}. */
  static ExitCode gravest(Collection<ExitCode> apply) {
    return Arrays.stream(values()).filter(apply::contains).findFirst().orElse(OK);
  }

  ExitCode and(ExitCode other) {
    return compareTo(other) <= 0 ? this : other;
  }

  static ExitCode of(OpsFailure failure) {
    return switch (failure.kind()) {
      case INVALID, TOO_LARGE -> USAGE;
      case UNAUTHORIZED, FORBIDDEN, UNREACHABLE, TOO_MANY, INTERNAL -> UNREACHABLE;
      case NOT_FOUND -> NOTHING_MATCHED;
      case CONFLICT -> SOME_FAILED;
    };
  }
}
