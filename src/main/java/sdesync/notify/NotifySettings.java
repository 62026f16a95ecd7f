package sdesync.notify;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sdesync.redact.Secret;

/**
 * Who is told, and when ({@code notify.*}). Whoever has a webhook's or ping's URL can use it, so
 * both are secrets.
 *
 * @param webhook null for none
 * @param mail null for none
 * @param ping base URL of a dead man's switch; null for none
 * @param publicUrl where the page is for people; null when unknown
 */
public record NotifySettings(
    @Nullable Secret webhook,
    Form form,
    @Nullable Mail mail,
    @Nullable Secret ping,
    LateAfter lateAfter,
    @Nullable URI publicUrl) {

  /** A shorter path is a word that stands elsewhere, too. */
  private static final int LONG = 16;

  /** What the webhook understands. */
  public enum Form {
    JSON,
    SLACK,
    TEAMS
  }

  /**
   * @param smtp {@code smtp://[user:pass@]host:port}, or {@code smtps://…}
   */
  public record Mail(List<String> to, String from, Secret smtp) {
    public Mail {
      to = List.copyOf(to);
    }
  }

  /**
   * When a missing success is told: after so many of an integration's own periods, or after that
   * time.
   *
   * @param time empty for periods
   */
  public record LateAfter(int periods, Optional<Duration> time) {}

  /** All that must not be printed: the URLs, and of each what makes it a secret. */
  public List<Secret> secrets() {
    return Stream.of(webhook, ping, mail == null ? null : mail.smtp())
        .filter(Objects::nonNull)
        .flatMap(NotifySettings::parts)
        .toList();
  }

  private static Stream<Secret> parts(Secret url) {
    URI known = URI.create(url.reveal());
    String info = known.getUserInfo();
    String password = info == null ? "" : info.substring(info.indexOf(':') + 1);
    String path =
        known.getRawPath() + (known.getRawQuery() == null ? "" : "?" + known.getRawQuery());
    return Stream.of(url.reveal(), password, path.length() < LONG ? "" : path)
        .filter(text -> !text.isEmpty())
        .map(Secret::of);
  }
}
