package sdesync.run;

/** Params that cannot be handed over as they are. The message names the key, never the value. */
final class ParamsInvalid extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ParamsInvalid(String key, String why) {
    super("param " + CommandName.shown(key) + " " + why);
  }
}
