package sdesync.sde;

/** What a token was shown, as {@code check} asks. */
public enum Sight {
  /** Integrations with their params. */
  PARAMS,
  /** Integrations, but no params: of an admin token this says that it is an ordinary one. */
  NO_PARAMS,
  /** Not one integration, so nothing to tell from. */
  NOTHING
}
