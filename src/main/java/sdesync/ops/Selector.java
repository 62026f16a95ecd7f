package sdesync.ops;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which integrations are meant. Ids are alternatives; every other field narrows, so {@code 1 2
 * --system rally} is those of 1 and 2 that are of system rally.
 *
 * @param ids empty for any
 * @param alias exact; null for any, as with the next four
 * @param all says on purpose what no field at all would say by accident
 */
public record Selector(
    List<Long> ids,
    @Nullable String alias,
    @Nullable String system,
    @Nullable String type,
    @Nullable String frequency,
    @Nullable Long project,
    boolean all) {
  /** Names nothing: a reading verb takes it for everything, any other refuses it. */
  public static final Selector NONE = new Selector(List.of(), null, null, null, null, null, false);

  public Selector {
    ids = ids.stream().distinct().toList();
  }

  public static Selector ofId(long id) {
    return new Selector(List.of(id), null, null, null, null, null, false);
  }

  public static Selector ofIds(List<Long> ids) {
    return new Selector(ids, null, null, null, null, null, false);
  }

  public static Selector everything() {
    return new Selector(List.of(), null, null, null, null, null, true);
  }

  /** Whether it says nothing at all. */
  public boolean saysNothing() {
    return equals(NONE);
  }

  /** Whether the integration was asked for by its own id. */
  public boolean names(long id) {
    return ids.contains(id);
  }

  /** Whether the integration with these facts is meant. */
  public boolean matches(
      long id, String itsAlias, String itsSystem, String itsType, String itsFrequency) {
    return (ids.isEmpty() || names(id))
        && (alias == null || alias.equals(itsAlias))
        && (system == null || system.equals(itsSystem))
        && (type == null || type.equals(itsType))
        && (frequency == null || frequency.equals(itsFrequency));
  }

  /** Whether an integration of that project, null for an unknown one, is meant. */
  public boolean matchesProject(@Nullable Long itsProject) {
    return project == null || Objects.equals(project, itsProject);
  }
}
