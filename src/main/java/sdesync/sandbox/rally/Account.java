package sdesync.sandbox.rally;

import java.util.Set;

/**
 * A user of Rally.
 *
 * @param userId of its item
 * @param workspaces ids of those it may see; the first is its own
 * @param project the id of its own project, where it creates unless told otherwise
 * @param editor whether it may write
 */
record Account(
    String userName,
    String password,
    long userId,
    Set<Long> workspaces,
    long project,
    boolean editor) {

  /** Never the password. */
  @Override
  public String toString() {
    return userName;
  }
}
