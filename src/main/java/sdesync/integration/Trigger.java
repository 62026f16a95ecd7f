package sdesync.integration;

import java.util.Locale;

/** Why a run was asked for. */
public enum Trigger {
  /** Its slot came. */
  SCHEDULE,
  /** Somebody asked for it. */
  MANUAL,
  /** Its slot passed while no node was there to run it. */
  CATCH_UP,
  /** An earlier run was cut by the death or stop of its node. */
  RECOVERY;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
