package sdesync.sde;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sdesync.integration.Integration;
import sdesync.integration.Params;
import sdesync.integration.ParamsOutline;

/** Looks for one integration, in a list or alone, and stops there. */
final class OneItem implements ListItems {
  private final long id;
  private final ItemForm form;
  private final boolean withParams;
  private final Ours ours;
  private final Shared shared = new Shared();
  private @Nullable Fetched found;
  private boolean isOurs;

  OneItem(long id, ItemForm form, boolean withParams, Ours ours) {
    this.id = id;
    this.form = form;
    this.withParams = withParams;
    this.ours = ours;
  }

  @Override
  public boolean item(JsonParser json) throws IOException {
    var whole = new WholeParams();
    var item = new ItemReader(withParams ? whole : ParamsReader.NONE, shared, form);
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
    Integration integration = item.integration(params == null ? null : outline(params));
    found = new Fetched(integration, params == null ? Params.none() : params);
    isOurs = ours.asked(integration, item) && !ours.leftToServer(integration);
    return false;
  }

  private static ParamsOutline outline(Params params) {
    return new ParamsOutline(
        new ArrayList<>(params.values().keySet()), Targets.of(params.values()));
  }

  boolean isFound() {
    return found != null;
  }

  /** What was found, unless it is not this worker's any more. */
  Optional<Fetched> found() {
    return Optional.ofNullable(found).filter(one -> isOurs);
  }
}
