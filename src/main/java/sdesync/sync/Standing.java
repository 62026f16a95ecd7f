package sdesync.sync;

/** All that both sides have in common about how far something is. */
public enum Standing {
  OPEN,
  DONE
}
