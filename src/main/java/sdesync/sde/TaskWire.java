package sdesync.sde;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sdesync.http.Answer;
import sdesync.http.HttpFailure;
import sdesync.http.Outbound;
import sdesync.http.Request;
import sdesync.http.Request.Method;
import sdesync.sync.Patience;
import sdesync.sync.PeerFailure;

/** Requests about tasks: lists page by page, and writes. */
final class TaskWire {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final long WRITE_LIMIT = 16L << 20;

  /** Larger than a poll's: a sync reads all tasks of a project, and waits for each page. */
  private static final String PAGE_SIZE = "1000";

  private final Peer peer;
  private final Patience patience;
  private final TaskFailures failures;

  /** Whom to ask, and as whom. */
  record Peer(SdeSettings settings, Outbound http, Access access) {}

  TaskWire(Peer peer, Patience patience, TaskFailures failures) {
    this.peer = peer;
    this.patience = patience;
    this.failures = failures;
  }

  /**
   * A whole list; its items are handed over page by page.
   *
   * @param include null for nothing
   * @throws PeerFailure when it could not be read whole, or the taker finds it bad
   */
  void list(
      String path,
      Map<String, String> parameters,
      @Nullable String include,
      Consumer<JsonNode> each) {
    Map<String, String> query = new LinkedHashMap<>(parameters);
    query.put("page_size", PAGE_SIZE);
    var paging = new Paging(uri(path + "?" + Query.of(query, include)), include);
    while (paging.more()) {
      URI page = paging.page();
      Read read = patience.repeatable(() -> page(page));
      try {
        for (JsonNode item : read.items) {
          paging.counted();
          each.accept(item);
        }
        paging.turned(read.page);
      } catch (BadList e) {
        throw failures.list(e, page);
      }
    }
  }

  private record Read(PageReader.Page page, List<JsonNode> items) {}

  private Read page(URI uri) {
    List<JsonNode> items = new ArrayList<>();
    long limit = peer.settings.maxResponseBytes();
    try (Answer answer = send(peer.access.request(uri), uri, limit)) {
      failures.check(answer, Method.GET, uri);
      PageReader.Page page =
          new PageReader()
              .read(
                  answer.body(),
                  json -> {
                    items.add(MAPPER.readTree(json));
                    return true;
                  });
      return new Read(Objects.requireNonNull(page), items);
    } catch (BadList e) {
      throw failures.list(e, uri);
    } catch (IOException e) {
      throw failures.unreadable(e, uri);
    } catch (IllegalStateException e) {
      // Jackson's guard against names made to collide.
      throw failures.list(new BadList("it is not proper JSON"), uri);
    }
  }

  PeerFailure bad(String path, BadList list) {
    return failures.list(list, uri(path));
  }

  /** A write that sets a value. */
  void repeatable(Method method, String path, JsonNode body) {
    patience.repeatable(write(method, path, body));
  }

  /** A write that makes something. */
  void once(Method method, String path, JsonNode body) {
    patience.once(write(method, path, body));
  }

  private Supplier<Boolean> write(Method method, String path, JsonNode body) {
    URI uri = uri(path);
    return () -> {
      Request request =
          Request.of(method, uri, peer.access.request(uri).headers(), body.toString());
      try (Answer answer = send(request, uri, WRITE_LIMIT)) {
        failures.check(answer, method, uri);
        // Only a whole answer in JSON says that it was done, and by whom it should be.
        try (JsonParser json = PageReader.parser(answer.body())) {
          MAPPER.readTree(json);
        }
        return true;
      } catch (IOException e) {
        throw failures.unreadable(e, uri);
      }
    };
  }

  private Answer send(Request request, URI uri, long limit) {
    try {
      return peer.http.send(peer.settings.origin(), request, limit);
    } catch (HttpFailure e) {
      throw failures.transport(e, uri);
    }
  }

  private URI uri(String path) {
    return URI.create(peer.settings.url() + path);
  }
}
