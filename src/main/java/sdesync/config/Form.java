package sdesync.config;

/**
 * How the text of a setting is read.
 *
 * @param allowed what may be written, for messages: "a duration such as 30s, 5m"
 */
record Form<T>(String allowed, Reader<T> reader) {

  /** Reads a text that is neither empty nor surrounded by blanks. */
  interface Reader<T> {
    /**
     * @throws Unfit saying what is wrong, without repeating the text
     */
    T read(String text);
  }

  T read(String text) {
    return reader.read(text);
  }
}
