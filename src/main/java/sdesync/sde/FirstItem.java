package sdesync.sde;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Looks at the first item of a list, and stops there. */
final class FirstItem implements ListItems {
  private final ItemForm form;
  private Sight sight = Sight.NOTHING;

  FirstItem(ItemForm form) {
    this.form = form;
  }

  @Override
  public boolean item(JsonParser json) throws IOException {
    var shared = new Shared();
    var outline = new OutlineReader(shared);
    new ItemReader(outline, shared, form).read(json);
    sight = outline.outline() == null ? Sight.NO_PARAMS : Sight.PARAMS;
    return false;
  }

  Sight sight() {
    return sight;
  }
}
