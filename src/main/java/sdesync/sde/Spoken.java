package sdesync.sde;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sdesync.http.Answer;

/** The dialect that is spoken: the configured one, or the one the server was found to speak. */
final class Spoken {
  private static final Logger LOG = LoggerFactory.getLogger(Spoken.class);

  private final SdeSettings settings;
  private final Calls calls;
  private @Nullable Dialect known;

  Spoken(SdeSettings settings, Calls calls) {
    this.settings = settings;
    this.calls = calls;
    this.known = settings.api().dialect();
  }

  /** Whether it was not configured. */
  boolean isAsked() {
    return settings.api().dialect() == null;
  }

  /**
   * The dialect; where it is not configured the server is asked, once for as long as it answers.
   *
   * @throws SdeFailure when it does not answer, refuses the token, or speaks none of them
   */
  synchronized Dialect dialect() {
    if (known == null) {
      Dialect found = ask();
      LOG.info("sde.api=auto: SD Elements speaks {}", found.word());
      known = found;
    }
    return known;
  }

  private Dialect ask() {
    Access access = Access.best(settings);
    for (Dialect dialect : Dialect.NEWEST_FIRST) {
      if (answers(dialect, access)) {
        return dialect;
      }
    }
    throw new SdeFailure(
        SdeFailure.Kind.BAD_ANSWER,
        "SD Elements at "
            + settings.url()
            + " answers on none of "
            + String.join(
                ", ", Dialect.NEWEST_FIRST.stream().map(d -> d.path(d.main(), null)).toList())
            + "; check sde.url, or name its API in sde.api",
        null,
        null);
  }

  /** Whatever else than not being there is an answer, or a failure of the whole. */
  private boolean answers(Dialect dialect, Access access) {
    URI uri = calls.url(dialect.path(dialect.main(), null), Map.of("page_size", "1"), null);
    try (Answer answer = calls.get(access, uri)) {
      if (answer.status() == 404 || Calls.isHtml(answer)) {
        return false;
      }
      calls.read(answer, access, uri, () -> new PageReader().read(answer.body(), json -> false));
      return true;
    }
  }

  /**
   * The main list is not there any more, or never was.
   *
   * @return what to tell; where the server was asked it will be asked again
   */
  synchronized SdeFailure notThere(Dialect dialect) {
    String path = dialect.path(dialect.main(), null);
    String what =
        isAsked()
            ? "SD Elements spoke "
                + dialect.word()
                + " and answers HTTP 404 to "
                + path
                + " now; the next poll asks it again which API it speaks"
            : "SD Elements answered HTTP 404 to "
                + path
                + "; check sde.url, and that its release speaks sde.api="
                + dialect.word()
                + " (auto finds out)";
    known = settings.api().dialect();
    return new SdeFailure(SdeFailure.Kind.BAD_ANSWER, what, null, null);
  }
}
