package sdesync.sde;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sdesync.integration.Params;
import sdesync.integration.ParamsOutline;

/** Looks for one integration in a list, and stops there. */
final class OneItem implements ListItems {
  private final long id;
  private final @Nullable Long project;
  private final boolean withParams;
  private final Shared shared = new Shared();
  private @Nullable Fetched found;

  OneItem(long id, @Nullable Long project, boolean withParams) {
    this.id = id;
    this.project = project;
    this.withParams = withParams;
  }

  @Override
  public boolean item(JsonParser json) throws IOException {
    var whole = new WholeParams();
    var item = new ItemReader(withParams ? whole : ParamsReader.NONE, shared, project);
    item.read(json);
    Long read = item.id();
    if (read == null || read != id) {
      return true;
    }
    item.invalid()
        .ifPresent(
            why -> {
              throw new BadList("integration " + id + " is invalid: " + why);
            });
    Params params = whole.params();
    found =
        params == null
            ? new Fetched(item.integration(null), Params.none())
            : new Fetched(item.integration(outline(params)), params);
    return false;
  }

  private static ParamsOutline outline(Params params) {
    return new ParamsOutline(
        new ArrayList<>(params.values().keySet()), Targets.of(params.values()));
  }

  Optional<Fetched> found() {
    return Optional.ofNullable(found);
  }
}
