package sdesync.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sdesync.store.Glances.Ended;

/** The newest outcomes as a strip of bars, the newest on the right. */
public final class Strip {
  private static final int PLACES = 20;
  private static final int STEP = 6;
  private static final int FULL = 16;

  private Strip() {}

  /** One outcome; what did not succeed differs in height, too, not by colour alone. */
  public record Bar(Ended ended, int x) {
    public String state() {
      return ended.state().wireName();
    }

    public int height() {
      return switch (ended.state()) {
        case SUCCEEDED -> 10;
        case SKIPPED, CANCELLED -> 4;
        default -> FULL;
      };
    }

    public int y() {
      return FULL - height();
    }

    public String text(Instant now) {
      Instant at = ended.finishedAt() == null ? ended.queuedAt() : ended.finishedAt();
      String why = ended.reason() == null ? "" : ": " + Show.words(ended.reason().wireName());
      return Show.words(state()) + why + ", " + Show.ago(at, now);
    }
  }

  /**
   * @param ended newest first
   */
  public static List<Bar> bars(List<Ended> ended) {
    var bars = new ArrayList<Bar>();
    for (int i = 0; i < ended.size(); i++) {
      bars.add(new Bar(ended.get(i), (PLACES - 1 - i) * STEP));
    }
    return bars;
  }

  /** For who cannot see it. */
  public static String summary(List<Ended> ended) {
    if (ended.isEmpty()) {
      return "never ran";
    }
    Map<String, Integer> counts = new TreeMap<>();
    ended.forEach(one -> counts.merge(Show.words(one.state().wireName()), 1, Integer::sum));
    var text = new StringBuilder("of the last " + ended.size() + " runs:");
    counts.forEach((state, count) -> text.append(' ').append(count).append(' ').append(state));
    return text.toString();
  }
}
