package sdesync.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sdesync.ops.PollChanges;
import sdesync.ops.PollChanges.Change;

/** Polls now and prints what changed. */
@Command(name = "poll", description = "Polls SD Elements now and prints what changed.")
final class PollVerb extends Verb {
  @Option(names = "--json", description = "Prints the API's JSON.")
  private boolean json;

  PollVerb(Session session) {
    super(session);
  }

  @Override
  ExitCode ends() {
    try (var worker = session().reach(Program.Part.WORKING)) {
      var polls = new Polling(console(), worker.operations()).now();
      if (json) {
        session().json(polls);
      } else {
        polls.results().stream().filter(PollChanges::ok).forEach(this::print);
      }
      return FirstPoll.told(session(), polls.results());
    }
  }

  private void print(PollChanges poll) {
    Paint paint = console().paint();
    changes("added", poll.added(), paint);
    changes("changed", poll.changed(), paint);
    changes("gone", poll.gone(), paint);
    changes("back", poll.back(), paint);
    poll.refused()
        .forEach(
            item ->
                session()
                    .say(
                        paint.bad("refused  ")
                            + (item.integrationId() == null
                                ? "an item"
                                : "item " + item.integrationId())
                            + ": "
                            + Printable.inLine(item.message())));
    if (poll.held() > 0) {
      session()
          .say(
              paint.warn("held     ")
                  + Words.count(poll.held(), "integration", "integrations")
                  + " no longer listed, more than half; kept until the next two polls agree");
    }
    boolean nothing =
        poll.added().isEmpty()
            && poll.changed().isEmpty()
            && poll.gone().isEmpty()
            && poll.back().isEmpty();
    session().say("Polled " + FirstPoll.list(poll) + (nothing ? ": nothing changed." : "."));
  }

  private void changes(String what, List<Change> changes, Paint paint) {
    for (Change change : changes) {
      String fields =
          change.fields().isEmpty()
              ? ""
              : ": " + Printable.inLine(String.join(", ", change.fields()));
      session()
          .say(
              paint.bold("%-9s".formatted(what))
                  + Words.name(change.integrationId(), change.alias())
                  + fields);
    }
  }
}
