package sdesync.store;

import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatement;
import sdesync.sync.Link;

/** Table {@code link}: which item is a task's own, per integration. */
public final class LinkStore {
  private static final RowMapper<Link> MAPPER =
      (row, context) ->
          new Link(
              row.getString("task_id"),
              row.getString("location"),
              row.getString("item_ref"),
              row.getString("item_key"),
              row.getBoolean("referenced"),
              row.getBoolean("task_left"),
              row.getString("owed").lines().toList());

  /** All of an integration's, in the order of the tasks' ids as texts. */
  public List<Link> of(Tx tx, long integrationId) {
    return tx.handle()
        .createQuery("select * from link where integration_id = :integration order by task_id")
        .bind("integration", integrationId)
        .map(MAPPER)
        .list();
  }

  /** Keeps it, in place of the one its task had. One writer at a time for an integration. */
  public void keep(Tx tx, long integrationId, Link link) {
    int changed =
        bind(
                tx.handle()
                    .createUpdate(
                        """
                        update link set location = :location, item_ref = :ref, item_key = :key,
                          referenced = :referenced, task_left = :left, owed = :owed
                        where integration_id = :integration and task_id = :task
                        """),
                integrationId,
                link)
            .execute();
    if (changed == 0) {
      bind(
              tx.handle()
                  .createUpdate(
                      """
                      insert into link (integration_id, task_id, location, item_ref, item_key,
                        referenced, task_left, owed)
                      values (:integration, :task, :location, :ref, :key, :referenced, :left, :owed)
                      """),
              integrationId,
              link)
          .execute();
    }
  }

  private static <S extends SqlStatement<S>> S bind(S statement, long integrationId, Link link) {
    return statement
        .bind("integration", integrationId)
        .bind("task", link.taskId())
        .bind("location", link.location())
        .bind("ref", link.ref())
        .bind("key", Texts.cut(link.key(), 255))
        .bind("referenced", link.referenced())
        .bind("left", link.left())
        .bind("owed", String.join("\n", link.owed()));
  }
}
