package sdesync.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sdesync.integration.Frequency;
import sdesync.integration.Integration;

/** Settings, integrations and lists of slots for the tests of this room. */
final class SlotExamples {
  static final Map<Frequency, String> DEFAULTS =
      new EnumMap<>(
          Map.of(
              Frequency.HOURLY, "H * * * *",
              Frequency.DAILY, "H H(0-5) * * *",
              Frequency.WEEKLY, "H H(0-5) * * H(1-5)",
              Frequency.MONTHLY, "H H(0-5) H(1-28) * *"));

  private SlotExamples() {}

  static Slots defaults(String zone) {
    return slots(zone, Map.of());
  }

  static Slots slots(String zone, Map<Long, String> ownCrons) {
    return new Slots(new ScheduleSettings(ZoneId.of(zone), DEFAULTS, ownCrons, true));
  }

  static Integration integration(long id, String frequency) {
    return new Integration(id, 7L, "jira", "tracker", frequency, "sync_jira", "alm", null);
  }

  /** Every slot of a cron with {@code from < slot <= to}, one by one. */
  static List<Instant> all(String cron, long id, ZoneId zone, Instant from, Instant to) {
    Cron parsed = Cron.parse(cron);
    List<Instant> slots = new ArrayList<>();
    Optional<Instant> slot = parsed.next(id, zone, from);
    while (slot.isPresent() && !slot.get().isAfter(to)) {
      slots.add(slot.get());
      slot = parsed.next(id, zone, slot.get());
    }
    return slots;
  }
}
