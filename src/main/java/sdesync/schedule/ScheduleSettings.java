package sdesync.schedule;

import java.time.ZoneId;
import java.util.Map;
import sdesync.integration.Frequency;

/**
 * @param crons the cron text, possibly with {@code H}, of each frequency but {@code manually}
 * @param ownCrons cron texts of single integrations by id
 * @param catchUp whether the newest slot missed while no node ran is run
 */
public record ScheduleSettings(
    ZoneId zone, Map<Frequency, String> crons, Map<Long, String> ownCrons, boolean catchUp) {
  public ScheduleSettings {
    crons = Map.copyOf(crons);
    ownCrons = Map.copyOf(ownCrons);
  }
}
