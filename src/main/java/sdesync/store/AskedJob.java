package sdesync.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sync that somebody asked for in SD Elements, as this worker took it.
 *
 * @param kind of connection, as SD Elements' paths name it; with the id it is unique
 * @param takenAt when it was seen first, or was taken again
 * @param runId the run that was asked for; null as long as there is none
 * @param answeredAt when SD Elements was told how it ended; null until then
 */
public record AskedJob(
    String kind,
    long id,
    long integrationId,
    Instant takenAt,
    @Nullable String runId,
    @Nullable Instant answeredAt) {}
