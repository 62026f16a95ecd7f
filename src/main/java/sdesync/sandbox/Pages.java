package sdesync.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import sdesync.sandbox.wire.Answer;
import sdesync.sandbox.wire.Request;

/** A list as SD Elements sends it: whole, or in pages when {@code page_size} is given. */
final class Pages {
  private Pages() {}

  /** Writes one item of a list. */
  interface Item<T> {
    void write(JsonGenerator json, T item) throws IOException;
  }

  /**
   * A list, made as it is sent.
   *
   * @param from the items from an index on
   */
  record Listing<T>(long count, LongFunction<Stream<T>> from) {}

  static <T> Answer of(Request request, List<T> all, Item<T> item) {
    return of(request, new Listing<>(all.size(), from -> all.stream().skip(from)), item);
  }

  static <T> Answer of(Request request, Listing<T> listing, Item<T> item) {
    int size = request.query().pageSize();
    if (size == 0) {
      return Answer.ok(
          json -> {
            json.writeStartObject();
            results(json, listing, 0, Long.MAX_VALUE, item);
            json.writeEndObject();
          });
    }
    int page = request.query().page();
    long first = (page - 1L) * size;
    if (page < 1 || (page > 1 && first >= listing.count())) {
      return Answer.error(404, "Invalid page.");
    }
    boolean more = first + size < listing.count();
    return Answer.ok(
        json -> {
          json.writeStartObject();
          json.writeNumberField("count", listing.count());
          link(json, "next", more, request, page + 1);
          link(json, "previous", page > 1, request, page - 1);
          results(json, listing, first, size, item);
          json.writeEndObject();
        });
  }

  private static void link(
      JsonGenerator json, String name, boolean there, Request request, int page)
      throws IOException {
    if (there) {
      json.writeStringField(
          name, request.origin() + request.path() + "?" + request.query().forPage(page));
    } else {
      json.writeNullField(name);
    }
  }

  private static <T> void results(
      JsonGenerator json, Listing<T> listing, long first, long size, Item<T> item)
      throws IOException {
    json.writeArrayFieldStart("results");
    Iterator<T> items = listing.from().apply(first).limit(size).iterator();
    while (items.hasNext()) {
      item.write(json, items.next());
    }
    json.writeEndArray();
  }
}
