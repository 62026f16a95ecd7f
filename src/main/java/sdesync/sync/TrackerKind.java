package sdesync.sync;

/** A kind of tracker: makes an {@link IssueTracker} of an integration's params. */
public interface TrackerKind {

  /**
   * Reads the params that are its own. What is wrong with them goes to {@link ParamReader#problem},
   * so that all problems are told together; the tracker is not used then. Sends nothing.
   *
   * @param calls through which its requests go
   */
  IssueTracker tracker(ParamReader params, Calls calls);
}
