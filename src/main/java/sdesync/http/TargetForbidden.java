package sdesync.http;

import java.net.UnknownHostException;

/** A target's name leads to an address that may not be spoken to; nothing was sent there. */
final class TargetForbidden extends UnknownHostException {
  private static final long serialVersionUID = 1L;

  TargetForbidden(String sentence) {
    super(sentence);
  }
}
