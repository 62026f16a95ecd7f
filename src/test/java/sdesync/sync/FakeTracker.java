package sdesync.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A tracker in memory. */
final class FakeTracker implements IssueTracker, TrackerKind {
  final Map<String, WorkItem> items = new LinkedHashMap<>();
  final List<String> comments = new ArrayList<>();
  final Wire wire;
  final Ticks ticks;
  String location = "tracker.example/shop";
  int longestTitle = 256;
  private int made;

  /** A clock that moves with every change. */
  static final class Ticks {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    synchronized Instant next() {
      now = now.plusSeconds(60);
      return now;
    }
  }

  FakeTracker(Wire wire, Ticks ticks) {
    this.wire = wire;
    this.ticks = ticks;
  }

  @Override
  public IssueTracker tracker(ParamReader params, Calls calls) {
    params.required("alm_server");
    return new Patient(this, new Hasty(calls.to("tracker.example")));
  }

  @Override
  public String name() {
    return "Rally";
  }

  @Override
  public String location() {
    return location;
  }

  @Override
  public int longestTitle() {
    return longestTitle;
  }

  @Override
  public void open(Depth depth) {
    wire.read("open " + depth);
  }

  @Override
  public synchronized void find(Search search, Consumer<WorkItem> found) {
    wire.read("find");
    // More than what was asked for, and in no good order, as the port allows.
    var all = new ArrayList<>(items.values());
    java.util.Collections.reverse(all);
    all.forEach(found);
  }

  @Override
  public synchronized Created create(NewItem item) {
    wire.call("create " + item.title());
    return wire.write(
        "create " + item.title(),
        () -> {
          String ref = Integer.toString(++made);
          Instant now = ticks.next();
          var created =
              new WorkItem(
                  ref,
                  "US" + ref,
                  item.title(),
                  item.description(),
                  item.standing(),
                  item.standing() == Standing.DONE ? "Completed" : "Defined",
                  now,
                  now,
                  item.labels(),
                  "https://tracker.example/#/detail/" + ref);
          items.put(ref, created);
          return new Created(created, List.of());
        });
  }

  /** What somebody makes there. */
  synchronized WorkItem add(String title, String description, Standing standing) {
    return wire.write(
            "setup",
            () -> {
              Wire free = new Wire();
              var twin = new FakeTracker(free, ticks);
              twin.made = made;
              Created created =
                  twin.create(new NewItem(title, description, standing, List.of(), null, Map.of()));
              made = twin.made;
              items.putAll(twin.items);
              return created;
            })
        .item();
  }

  @Override
  public void move(WorkItem item, Standing to) {
    wire.call("move " + item.key());
    change("move " + item.key() + " " + to, item.ref(), now -> with(now, to, now.labels()));
  }

  @Override
  public void addLabels(WorkItem item, List<String> labels) {
    wire.call("label " + item.key());
    change(
        "label " + item.key(),
        item.ref(),
        now -> {
          var all = new ArrayList<>(now.labels());
          labels.stream().filter(label -> !all.contains(label)).forEach(all::add);
          return with(now, now.standing(), all);
        });
  }

  @Override
  public void close(WorkItem item, String note) {
    wire.call("close " + item.key());
    change(
        "close " + item.key(),
        item.ref(),
        now -> {
          String comment = item.key() + " " + note;
          if (!comments.contains(comment)) {
            comments.add(comment);
          }
          return with(now, Standing.DONE, now.labels());
        });
  }

  /** What somebody does there. */
  void set(String ref, Standing standing) {
    items.computeIfPresent(ref, (id, item) -> with(item, standing, item.labels()));
  }

  private synchronized void change(String what, String ref, UnaryOperator<WorkItem> how) {
    wire.write(
        what,
        () -> {
          WorkItem item = items.get(ref);
          if (item == null) {
            throw new PeerFailure(PeerFailure.Kind.REFUSED, "there is no " + ref);
          }
          items.put(ref, how.apply(item));
          return true;
        });
  }

  private WorkItem with(WorkItem item, Standing standing, List<String> labels) {
    return new WorkItem(
        item.ref(),
        item.key(),
        item.title(),
        item.description(),
        standing,
        standing == Standing.DONE ? "Completed" : "Defined",
        item.created(),
        ticks.next(),
        labels,
        item.link());
  }
}
