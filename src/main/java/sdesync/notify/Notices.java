package sdesync.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sdesync.history.Run;
import sdesync.notify.Late.Missed;
import sdesync.ops.RunView;
import sdesync.store.Database;
import sdesync.store.IntegrationFilter;
import sdesync.store.IntegrationStore;
import sdesync.store.KnownIntegration;
import sdesync.store.Pause;
import sdesync.store.PollState;
import sdesync.store.RunHistory;
import sdesync.store.StoreFailure;
import sdesync.store.ToldStore;
import sdesync.store.ToldStore.Told;

/**
 * Finds out what changed and tells each change once. The bean {@code notices} of the route
 * run-finished, and looked at now and then for what no run tells.
 */
public final class Notices {
  private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
  private static final int PAGE = 1_000;

  /** Of SD Elements' making, or told to whoever asked. */
  private static final Set<String> NOT_TOLD =
      Set.of("sde_unreachable", "sde_unauthorized", "gone", "paused", "shutdown", "lease_lost");

  private final Database database;
  private final Late late;
  private final Wording wording;
  private final Surroundings surroundings;
  private final ToldBooks books;
  private final IntegrationStore integrations = new IntegrationStore();

  /** Since when an integration that was held back counts again; on this node alone. */
  private final Map<Long, Instant> countsFrom = new HashMap<>();

  public Notices(Database database, Late late, Wording wording, Surroundings surroundings) {
    this.database = database;
    this.late = late;
    this.wording = wording;
    this.surroundings = surroundings;
    this.books = new ToldBooks(database, new ToldStore());
  }

  /** A run came to its end. Never throws: nobody's run fails for a notice. */
  public void finished(RunView run) {
    quietly(
        () -> {
          if (run.succeeded()) {
            succeeded(run);
          } else if (isFailure(run)) {
            failed(run);
          }
        });
  }

  private static boolean isFailure(RunView run) {
    return Set.of("failed", "timed_out", "refused").contains(run.state())
        && (run.reason() == null || !NOT_TOLD.contains(run.reason()));
  }

  private void failed(RunView run) {
    known(run.integrationId())
        .ifPresent(
            known -> {
              Pause pause = inForce(known, now());
              if (pause != null && pause.auto()) {
                tell(known, State.AUTO_PAUSED, wording.autoPaused(known, pause, run));
              } else if (pause == null) {
                tell(known, State.FAILING, wording.failed(known, run));
              }
            });
  }

  private void succeeded(RunView run) {
    known(run.integrationId())
        .filter(known -> inForce(known, now()) == null)
        .ifPresent(known -> recovered(known, run));
  }

  private void recovered(KnownIntegration known, @Nullable RunView run) {
    books
        .end(ToldBooks.subject(known.id()))
        .ifPresent(told -> send(wording.recovered(known, told, run)));
  }

  private void tell(KnownIntegration known, State state, Notice notice) {
    if (books.move(ToldBooks.subject(known.id()), state, now())) {
      send(notice);
    }
  }

  /** Looks at everything that no run tells. Never throws. */
  public synchronized void look() {
    quietly(
        () -> {
          List<PollState> polls = surroundings.polls().get();
          if (!sdElements(polls)) {
            Map<String, Told> told = books.all();
            Instant goodSince = SdElementsState.goodSince(polls).orElse(Instant.EPOCH);
            everyone(known -> look(known, told.get(ToldBooks.subject(known.id())), goodSince));
          }
        });
  }

  /** Returns whether it is away. */
  private boolean sdElements(List<PollState> polls) {
    Optional<PollState> away = SdElementsState.away(polls);
    if (away.isPresent()) {
      if (books.move(ToldBooks.SDE, State.DOWN, now())) {
        send(wording.sdeDown(away.get()));
      }
      return true;
    }
    books.end(ToldBooks.SDE).ifPresent(told -> send(wording.sdeBack(told)));
    return false;
  }

  private void everyone(Consumer<KnownIntegration> look) {
    long after = 0;
    List<KnownIntegration> page;
    do {
      long from = after;
      page = database.inTransaction(tx -> integrations.list(tx, IntegrationFilter.ALL, from, PAGE));
      page.forEach(look);
      after = page.isEmpty() ? after : page.get(page.size() - 1).id();
    } while (page.size() == PAGE);
  }

  private void look(KnownIntegration known, @Nullable Told told, Instant goodSince) {
    Pause pause = inForce(known, now());
    if (known.isGone() || (pause != null && !pause.auto())) {
      countsFrom.put(known.id(), now());
      if (known.isGone() && told != null) {
        books.end(told.subject());
      }
      return;
    }
    if (pause != null) {
      if (isNews(State.AUTO_PAUSED, told)) {
        tell(known, State.AUTO_PAUSED, wording.autoPaused(known, pause, null));
      }
      countsFrom.put(known.id(), now());
    } else if (known.failures() > 0) {
      if (isNews(State.FAILING, told)) {
        tell(known, State.FAILING, wording.failed(known, lastRun(known)));
      }
    } else {
      lateOrWell(known, told, goodSince);
    }
  }

  private void lateOrWell(KnownIntegration known, @Nullable Told told, Instant goodSince) {
    Instant last = known.lastSuccess();
    if (told != null && last != null && last.isAfter(told.since())) {
      recovered(known, null);
      return;
    }
    Instant counts = latest(goodSince, countsFrom.getOrDefault(known.id(), surroundings.began()));
    Optional<Missed> missed = late.missed(known, counts, now());
    if (missed.isPresent() && isNews(State.LATE, told)) {
      tell(known, State.LATE, wording.late(known, missed.get()));
    }
  }

  /** Asked of what was read already: most of what is told was told long ago. */
  private static boolean isNews(State state, @Nullable Told told) {
    return told == null || state.isGraverThan(told.state());
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private @Nullable RunView lastRun(KnownIntegration known) {
    Map<Long, Run> last =
        database.inTransaction(tx -> new RunHistory().last(tx, List.of(known.id())));
    Run run = last.get(known.id());
    return run == null ? null : RunView.of(run);
  }

  private Optional<KnownIntegration> known(long id) {
    return database.inTransaction(tx -> integrations.find(tx, id));
  }

  private static @Nullable Pause inForce(KnownIntegration known, Instant now) {
    Pause pause = known.pause();
    boolean over = pause == null || (pause.until() != null && !now.isBefore(pause.until()));
    return over ? null : pause;
  }

  private void send(Notice notice) {
    LOG.info("told: {}", notice.title());
    surroundings.tell().accept(notice);
  }

  private Instant now() {
    return surroundings.clock().instant();
  }

  private static void quietly(Runnable work) {
    try {
      work.run();
    } catch (StoreFailure e) {
      LOG.debug("what changed is told when the store answers", e);
    } catch (RuntimeException e) {
      LOG.error("a change could not be told", e);
    }
  }

  /** How long something lasted, for people. */
  static String spoken(Duration time) {
    long minutes = time.toMinutes();
    return minutes < 2
        ? time.toSeconds() + " s"
        : minutes < 120
            ? minutes + " min"
            : time.toHours() < 48 ? time.toHours() + " h" : time.toDays() + " days";
  }
}
