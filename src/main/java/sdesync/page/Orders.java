package sdesync.page;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sdesync.ops.Board;
import sdesync.ops.Gate;
import sdesync.ops.Operations;
import sdesync.ops.OpsFailure;
import sdesync.ops.PauseOrder;
import sdesync.ops.PollChanges;
import sdesync.ops.Route;
import sdesync.ops.RunAnswers.RunAnswer;
import sdesync.ops.RunView;
import sdesync.ops.Scope;
import sdesync.ops.Selector;

/** The buttons of the page. */
final class Orders {
  private final Operations operations;
  private final Board board;
  private final Screen screen;

  Orders(Operations operations, Board board, Screen screen) {
    this.operations = operations;
    this.board = board;
    this.screen = screen;
  }

  List<Route> routes() {
    return List.of(
        post("/integrations/{id}/sync", Scope.RUN, this::sync),
        post("/integrations/{id}/pause", Scope.ADMIN, this::pause),
        post("/integrations/{id}/resume", Scope.ADMIN, this::resume),
        post("/runs/{id}/cancel", Scope.RUN, this::cancel),
        post("/poll", Scope.RUN, this::poll));
  }

  private Route post(String path, Scope scope, Handler handler) {
    return Route.post(
        path,
        scope,
        screen.guarded(
            request -> {
              try {
                handler.handle(request);
              } finally {
                board.changed();
              }
            }));
  }

  private void sync(Context request) {
    String plan = request.formParam("accept_plan");
    RunAnswer answer = operations.requestRun(PageRoutes.id(request), plan, Gate.asker(request));
    RunView run = answer.run();
    String text =
        switch (answer.disposition()) {
          case "started" -> "Started: " + run.alias();
          case "queued" -> "It runs already; this one starts after it: " + run.alias();
          case "joined" -> "It waits to start already: " + run.alias();
          default -> "Refused: " + run.message();
        };
    boolean good = !answer.disposition().equals("refused");
    screen.said(request, new Saying(good, text, "/runs/" + run.id(), "Watch run " + run.id()));
  }

  private void cancel(Context request) {
    RunView run = operations.cancel(request.pathParam("id"), Gate.asker(request));
    String text =
        run.ended()
            ? "Cancelled."
            : "Cancelling: the command is asked to end, and is ended when it does not.";
    screen.said(request, new Saying(true, text, "/runs/" + run.id(), null));
  }

  private void pause(Context request) {
    long id = PageRoutes.id(request);
    String note = request.formParam("note");
    var order =
        new PauseOrder(
            Selector.ofId(id),
            until(request),
            note == null || note.isBlank() ? null : note.strip());
    operations.pause(order, Gate.asker(request));
    screen.said(request, new Saying(true, "Paused.", "/integrations/" + id, null));
  }

  /** Some hours from now, or a time in UTC; null for as long as nobody resumes it. */
  private @Nullable Instant until(Context request) {
    String time = request.formParam("until");
    String hours = request.formParam("hours");
    if (time != null && !time.isBlank()) {
      try {
        return LocalDateTime.parse(time.strip()).toInstant(ZoneOffset.UTC);
      } catch (DateTimeParseException e) {
        throw OpsFailure.invalid(
            "until is \"" + time + "\"; allowed is a time such as 2026-11-24T08:00");
      }
    }
    if (hours != null && hours.matches("[1-9][0-9]{0,3}")) {
      return board.now().plus(Duration.ofHours(Long.parseLong(hours)));
    }
    return null;
  }

  private void resume(Context request) {
    long id = PageRoutes.id(request);
    operations.resume(Selector.ofId(id), Gate.asker(request));
    screen.said(request, new Saying(true, "Resumed.", "/integrations/" + id, null));
  }

  private void poll(Context request) {
    List<PollChanges> polls = operations.poll(Gate.asker(request)).results();
    String problem =
        polls.stream()
            .map(PollChanges::problem)
            .filter(java.util.Objects::nonNull)
            .findFirst()
            .orElse(null);
    screen.said(
        request,
        problem == null
            ? new Saying(true, "Polled: " + changes(polls), "/", null)
            : new Saying(false, "The poll failed: " + problem, "/", null));
  }

  private static String changes(List<PollChanges> polls) {
    int added = polls.stream().mapToInt(poll -> poll.added().size()).sum();
    int changed = polls.stream().mapToInt(poll -> poll.changed().size()).sum();
    int gone = polls.stream().mapToInt(poll -> poll.gone().size()).sum();
    return added + changed + gone == 0
        ? "nothing changed."
        : "%d new, %d changed, %d gone.".formatted(added, changed, gone);
  }
}
