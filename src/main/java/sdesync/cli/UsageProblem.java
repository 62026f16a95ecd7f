package sdesync.cli;

/** The command line asks for something that cannot be: exit code 2, with the verb's help named. */
final class UsageProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageProblem(String message) {
    super(message);
  }
}
