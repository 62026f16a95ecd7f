package sdesync.catalog;

import java.util.List;
import sdesync.integration.Integration;

/**
 * How a good list differs from what is known. An integration is in at most one of the lists.
 *
 * @param added never seen before
 * @param gone as last seen; no longer listed
 * @param back listed again; {@link Changed#fields()} says what changed while it was gone, often
 *     nothing
 */
public record Reconciliation(
    List<Integration> added, List<Changed> changed, List<Integration> gone, List<Changed> back) {
  public Reconciliation {
    added = List.copyOf(added);
    changed = List.copyOf(changed);
    gone = List.copyOf(gone);
    back = List.copyOf(back);
  }

  public int size() {
    return added.size() + changed.size() + gone.size() + back.size();
  }

  public boolean isEmpty() {
    return size() == 0;
  }

  /**
   * @param now as it is from here on: where the list did not say params or project, what was known
   *     of them stays
   * @param fields that differ, by the API's names, and {@code target}
   */
  public record Changed(Integration before, Integration now, List<String> fields) {
    public Changed {
      fields = List.copyOf(fields);
    }

    /** Whether that field, by the API's name, is one that differs. */
    public boolean has(String field) {
      return fields.contains(field);
    }
  }
}
