package sdesync.rally;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sdesync.sync.Standing;

/**
 * Where the items are and how they look there, once it was looked at.
 *
 * @param parent the story that tasks belong to; null for stories
 * @param fields the fields of the type: by what people call them, what JSON calls them
 */
record Ground(
    Ref workspace,
    Ref project,
    @Nullable Ref parent,
    Card card,
    String newState,
    List<String> doneStates,
    Map<String, String> fields) {
  Ground {
    doneStates = List.copyOf(doneStates);
    fields = Map.copyOf(fields);
  }

  String state(Standing standing) {
    return standing == Standing.DONE ? doneStates.get(0) : newState;
  }

  Standing standing(String state) {
    return doneStates.contains(state) ? Standing.DONE : Standing.OPEN;
  }

  /** A field by either of its names; one that is not there as it is, for Rally to refuse. */
  String field(String name) {
    return fields.getOrDefault(name, name);
  }
}
