package sdesync.sde;

/** PollBadAnswersTest over connections-issue-tracker. */
class PollBadAnswersOverIssueTrackerTest extends PollBadAnswersTest {
  @Override
  Dialect dialect() {
    return Dialect.CONNECTIONS_ISSUE_TRACKER;
  }
}
