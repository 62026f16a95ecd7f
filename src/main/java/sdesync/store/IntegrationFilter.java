package sdesync.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which known integrations are meant. Ids are alternatives, every other part narrows.
 *
 * @param ids empty for any
 * @param alias exact; null for any, as with the next four
 * @param listedOnly leaves out those that are gone
 */
public record IntegrationFilter(
    List<Long> ids,
    @Nullable String alias,
    @Nullable String system,
    @Nullable String type,
    @Nullable String frequency,
    @Nullable Long project,
    boolean listedOnly) {
  public static final IntegrationFilter ALL =
      new IntegrationFilter(List.of(), null, null, null, null, null, false);

  public IntegrationFilter {
    ids = ids.stream().distinct().toList();
  }

  public static IntegrationFilter ofIds(List<Long> ids) {
    return new IntegrationFilter(ids, null, null, null, null, null, false);
  }

  /** Those listed at present, of one project or, when null, of all. */
  public static IntegrationFilter listedIn(@Nullable Long project) {
    return new IntegrationFilter(List.of(), null, null, null, null, project, true);
  }
}
