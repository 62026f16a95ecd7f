package sdesync.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sdesync.integration.Integration;
import sdesync.integration.ParamsOutline;
import sdesync.sde.IntegrationList;
import sdesync.sde.IntegrationList.RefusedItem;
import sdesync.sde.SdeFailure;

/** A good list, by id, without what the store has no place for. */
final class Listed {
  /** As wide as the columns of table {@code integration}. */
  private static final int TEXT = 1_000;

  private static final int TARGET = 255;
  private static final int ALL_NAMES = 100_000;

  private final @Nullable Long project;
  private final boolean withParams;
  private final Set<String> unreadTypes;
  private final List<Integration> byId;
  private final List<RefusedItem> refused;
  private final long[] ids;

  /**
   * @throws SdeFailure when an id is there twice
   */
  Listed(IntegrationList list) {
    project = list.project();
    withParams = list.withParams();
    unreadTypes = list.unreadTypes();
    byId = new ArrayList<>(list.integrations().size());
    refused = new ArrayList<>(list.refused());
    list.integrations().forEach(this::take);
    byId.sort(Comparator.comparingLong(Integration::id));
    ids =
        LongStream.concat(
                byId.stream().mapToLong(Integration::id),
                refused.stream().flatMap(Listed::idOf).mapToLong(Long::longValue))
            .sorted()
            .toArray();
    for (int i = 1; i < ids.length; i++) {
      if (ids[i] == ids[i - 1]) {
        throw new SdeFailure(
            SdeFailure.Kind.BAD_ANSWER,
            "SD Elements listed integration " + ids[i] + " twice; a list has each id once",
            null,
            null);
      }
    }
  }

  private static Stream<Long> idOf(RefusedItem item) {
    return Stream.ofNullable(item.id());
  }

  private void take(Integration item) {
    Optional<String> unfit = unfit(item);
    if (unfit.isPresent()) {
      refused.add(new RefusedItem(item.id(), unfit.get()));
    } else {
      byId.add(item);
    }
  }

  List<Integration> byId() {
    return byId;
  }

  List<RefusedItem> refused() {
    return refused;
  }

  /** Whether the list says nothing of integrations of that type. */
  boolean isUnread(String type) {
    return unreadTypes.contains(type);
  }

  boolean leavesTypesOut() {
    return !unreadTypes.isEmpty();
  }

  boolean has(long id) {
    return Arrays.binarySearch(ids, id) >= 0;
  }

  /**
   * The item with what its list did not say: the project when it is the list of one, else the known
   * one; params as last seen when the list came without. An ordinary token's poll does not see
   * them, which is no sign that they changed, and their target still bounds how many runs it gets
   * at once.
   */
  Integration complete(Integration item, @Nullable Integration known) {
    Long itsProject = item.projectId() != null ? item.projectId() : project;
    if (itsProject == null && known != null) {
      itsProject = known.projectId();
    }
    ParamsOutline params = withParams ? item.params() : null;
    if (params == null && known != null) {
      params = known.params();
    }
    return Objects.equals(itsProject, item.projectId()) && Objects.equals(params, item.params())
        ? item
        : item.with(itsProject, params);
  }

  private static Optional<String> unfit(Integration item) {
    return Stream.of(
            unfit("system", item.system(), TEXT),
            unfit("alias", item.alias(), TEXT),
            unfit("frequency", item.frequency(), TEXT),
            unfit("command", item.command(), TEXT),
            unfit("type", item.type(), TEXT),
            unfit(item.params()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> unfit(@Nullable ParamsOutline params) {
    if (params == null) {
      return Optional.empty();
    }
    String target = params.target();
    return target == null || target.length() <= TARGET
        ? unfit("params", String.join("", params.names()), ALL_NAMES)
        : unfit("target", target, TARGET);
  }

  private static Optional<String> unfit(String field, String value, int most) {
    if (value.length() > most) {
      return Optional.of(
          "%s has %,d characters; allowed are %,d".formatted(field, value.length(), most));
    }
    return isStorable(value)
        ? Optional.empty()
        : Optional.of(field + " holds a character no text has (NUL or half of a pair)");
  }

  /** PostgreSQL takes neither a NUL nor a lone surrogate. */
  private static boolean isStorable(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == 0 || Character.isLowSurrogate(c)) {
        return false;
      }
      if (Character.isHighSurrogate(c)) {
        i++;
        if (i == value.length() || !Character.isLowSurrogate(value.charAt(i))) {
          return false;
        }
      }
    }
    return true;
  }
}
