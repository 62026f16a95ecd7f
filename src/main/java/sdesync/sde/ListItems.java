package sdesync.sde;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Who takes a list's items, one by one. */
interface ListItems {
  /**
   * Reads the item the parser stands on, to its last token.
   *
   * @return false to stop: nothing of the rest is read
   * @throws BadList when the item makes the whole list bad
   * @throws IOException when it is not JSON or the wire fails
   */
  boolean item(JsonParser json) throws IOException;
}
