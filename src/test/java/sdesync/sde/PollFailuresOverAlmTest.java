package sdesync.sde;

/** PollFailuresTest over connections-alm. */
class PollFailuresOverAlmTest extends PollFailuresTest {
  @Override
  Dialect dialect() {
    return Dialect.CONNECTIONS_ALM;
  }
}
