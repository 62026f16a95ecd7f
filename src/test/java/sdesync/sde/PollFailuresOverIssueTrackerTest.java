package sdesync.sde;

/** PollFailuresTest over connections-issue-tracker. */
class PollFailuresOverIssueTrackerTest extends PollFailuresTest {
  @Override
  Dialect dialect() {
    return Dialect.CONNECTIONS_ISSUE_TRACKER;
  }
}
