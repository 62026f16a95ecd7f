package sdesync.ops;

import org.jspecify.annotations.Nullable;

/**
 * Something that was asked of the edge and is worth remembering, whether it was let in or not.
 *
 * @param who the token's name and the login name; a word for somebody unknown
 * @param address where it came from
 * @param action {@link #REQUEST} or {@link #DENIED}
 * @param integrationId null when it concerns none, or more than one
 * @param result the status that was answered
 * @param detail what was asked, without what the body said
 */
public record Attempt(
    String who,
    String address,
    String action,
    @Nullable Long integrationId,
    int result,
    String detail) {
  /** It was let in; what it changed has an entry of its own. */
  public static final String REQUEST = "request";

  /** It lacked a token, or its token the scope. */
  public static final String DENIED = "denied";
}
