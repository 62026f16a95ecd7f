package sdesync.sync;

/** How the requests of one run go out. */
@FunctionalInterface
public interface Calls {

  /**
   * @param host with its port if it has one, as in {@code alm_server}: all runs of this node share
   *     the number of requests at once to it
   */
  Patience to(String host);
}
