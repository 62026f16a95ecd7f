package sdesync.sync;

/**
 * What a status of SD Elements means. An organisation may add statuses of its own, but each has one
 * of these meanings, and only the meaning decides.
 */
public enum Meaning {
  TODO(Standing.OPEN),
  DONE(Standing.DONE),
  /** Not applicable: nothing is left to do. */
  NA(Standing.DONE);

  private final Standing standing;

  Meaning(Standing standing) {
    this.standing = standing;
  }

  /** What a work item of a task with such a status has to be. */
  public Standing standing() {
    return standing;
  }
}
