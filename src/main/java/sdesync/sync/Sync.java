package sdesync.sync;

import java.util.List;
import java.util.function.Function;
import sdesync.history.Outcome;
import sdesync.integration.Cancellation;
import sdesync.sync.IssueTracker.Depth;

/** Keeps SD Elements' tasks and one kind of tracker in step: reads both, plans, acts. */
public final class Sync {
  private final TrackerKind kind;
  private final TaskSource source;
  private final Memory.Keeper memories;
  private final Lanes lanes;
  private final boolean closeOrphans;
  private final Function<Cancellation, Halt> halts;

  /**
   * @param closeOrphans {@code sync.close-orphans}
   */
  public Sync(
      TrackerKind kind,
      TaskSource source,
      Memory.Keeper memories,
      Lanes lanes,
      boolean closeOrphans) {
    this.kind = kind;
    this.source = source;
    this.memories = memories;
    this.lanes = lanes;
    this.closeOrphans = closeOrphans;
    this.halts = Halt::new;
  }

  /** Like that one, but its runs wait as these do. */
  Sync(Sync like, Function<Cancellation, Halt> halts) {
    this.kind = like.kind;
    this.source = like.source;
    this.memories = like.memories;
    this.lanes = like.lanes;
    this.closeOrphans = like.closeOrphans;
    this.halts = halts;
  }

  /**
   * Brings both sides in step.
   *
   * @return how it ended; of a run that was told to end, that it did
   * @throws RuntimeException for faults of our own alone, of the store for one
   */
  public Outcome run(SyncJob job) {
    try {
      return act(begin(job));
    } catch (ParamsRefused | SideFailure | RunStopped e) {
      return Ends.unwritten(e);
    }
  }

  private static Outcome act(Session session) {
    Depth test = session.params().test();
    if (test != null) {
      session.open(test);
      session.say("Info: %s answers, as far as %s".formatted(session.tracker().name(), test));
      return Ends.succeeded(session.summary(new Tally(), 0));
    }
    Plan plan = session.plan();
    session.warnings(plan).forEach(warning -> session.say("Warning: " + warning));
    if (plan.guard().isPresent() && !session.isAccepted(plan)) {
      return Ends.guarded(plan, session.job().integration().id());
    }
    return session.carryOut(plan);
  }

  /**
   * What {@link #run} would do now. Writes nothing.
   *
   * @throws CannotPlan when no plan can be made
   */
  public Plan plan(SyncJob job) {
    try {
      Session session = begin(job);
      if (session.params().test() != null) {
        return new Plan(List.of(), List.of("test_alm is set: only the tracker is tried"), "");
      }
      Plan plan = session.plan();
      return new Plan(plan.sets(), session.warnings(plan), plan.guard().orElse(""));
    } catch (ParamsRefused | SideFailure | RunStopped e) {
      throw new CannotPlan(Ends.unwritten(e));
    }
  }

  private Session begin(SyncJob job) {
    var reader = new ParamReader(job.params());
    Halt halt = halts.apply(job.cancellation());
    Calls calls = host -> new BoundedPatience(lanes.to(host), halt, halt::rest);
    SyncParams params = SyncParams.read(reader);
    IssueTracker tracker = kind.tracker(reader, calls);
    Long project = job.integration().projectId();
    if (project == null) {
      reader.problem(
          "project_id", "is not known: SD Elements does not say whose integration it is");
    }
    reader.finish();
    Long connection = params.connection();
    long id = job.integration().id();
    var sides =
        new Reading.Sides(
            tracker,
            source.tasks(project == null ? 0 : project, calls),
            memories.of(id),
            connection == null ? id : connection);
    return new Session(job, params, sides, halt, new Session.Extra(reader.unknown(), closeOrphans));
  }
}
