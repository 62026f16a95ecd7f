package sdesync.schedule;

import java.util.Locale;
import sdesync.history.Run;

/**
 * What became of a request to run an integration (contract section 5, rule 4).
 *
 * @param run joined: the waiting run; refused: the refused one
 */
public record Requested(Disposition disposition, Run run) {

  /** How the request was taken. */
  public enum Disposition {
    /** Nothing waited or ran: it goes next. */
    STARTED,
    /** One waited already: that one goes for both. */
    JOINED,
    /** One runs: this one goes after it. */
    QUEUED,
    /** The integration may not run. */
    REFUSED;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
