package sdesync.sde;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Optional;

/** What becomes of an item's params: an outline for a list, the params themselves for a run. */
interface ParamsReader {
  /** Nobody asked for them. */
  ParamsReader NONE =
      json -> {
        json.skipChildren();
        return Optional.empty();
      };

  /**
   * Reads from the object's first token to its last.
   *
   * @return why the params are invalid, empty when they are not; it never quotes a value
   */
  Optional<String> read(JsonParser json) throws IOException;
}
