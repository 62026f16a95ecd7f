package sdesync.store;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Table {@code run_output}: pieces of runs' output, one after the other. */
public final class OutputStore {
  /**
   * Where the pieces of a run end.
   *
   * @param length of all of them, in bytes
   * @param node that wrote the last one
   */
  public record End(long length, String node) {}

  /** Empty when there is none. */
  public Optional<End> end(Tx tx, String runId) {
    return tx.handle()
        .createQuery(
            """
            select at + octet_length(bytes) as length, node from run_output
            where run_id = :run order by at desc fetch first 1 rows only
            """)
        .bind("run", runId)
        .map((row, context) -> new End(row.getLong("length"), row.getString("node")))
        .findOne();
  }

  /**
   * Adds a piece at the end.
   *
   * @throws StoreFailure of kind {@code DUPLICATE} when there is one at that place
   */
  public void append(Tx tx, String runId, long at, String node, byte[] bytes) {
    tx.handle()
        .createUpdate(
            "insert into run_output (run_id, at, node, bytes) values (:run, :at, :node, :bytes)")
        .bind("run", runId)
        .bind("at", at)
        .bind("node", node)
        .bind("bytes", bytes)
        .execute();
  }

  /** At most so many bytes from that offset on; none when there are none. */
  public byte[] read(Tx tx, String runId, long offset, int most) {
    var all = new ByteArrayOutputStream();
    tx.handle()
        .createQuery(
            """
            select at, bytes from run_output
            where run_id = :run and at < :end and at + octet_length(bytes) > :offset order by at
            """)
        .bind("run", runId)
        .bind("offset", offset)
        .bind("end", offset + most)
        .map((row, context) -> cut(row.getBytes("bytes"), row.getLong("at"), offset, most))
        .forEach(all::writeBytes);
    return all.toByteArray();
  }

  private static byte[] cut(byte[] piece, long at, long offset, int most) {
    int from = (int) Math.max(0, offset - at);
    int to = (int) Math.min(piece.length, offset + most - at);
    return Arrays.copyOfRange(piece, from, to);
  }

  /** Of all runs. */
  public long bytes(Tx tx) {
    return tx.handle()
        .createQuery("select coalesce(sum(octet_length(bytes)), 0) from run_output")
        .mapTo(Long.class)
        .one();
  }

  /** Runs that have some, the oldest first: their ids sort by time. */
  public List<String> runs(Tx tx, String after, int limit) {
    return tx.handle()
        .createQuery(
            """
            select distinct run_id from run_output where run_id > :after
            order by run_id fetch first :limit rows only
            """)
        .bind("after", after)
        .bind("limit", limit)
        .mapTo(String.class)
        .list();
  }

  public void delete(Tx tx, Collection<String> runIds) {
    if (!runIds.isEmpty()) {
      tx.handle()
          .createUpdate("delete from run_output where run_id in (<ids>)")
          .bindList("ids", List.copyOf(runIds))
          .execute();
    }
  }
}
