package sdesync.sde;

/** PollBadAnswersTest over connections-alm. */
class PollBadAnswersOverAlmTest extends PollBadAnswersTest {
  @Override
  Dialect dialect() {
    return Dialect.CONNECTIONS_ALM;
  }
}
