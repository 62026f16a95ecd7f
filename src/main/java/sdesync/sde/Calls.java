package sdesync.sde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sdesync.http.Answer;
import sdesync.http.HttpFailure;
import sdesync.http.Outbound;
import sdesync.http.Request;
import sdesync.http.Request.Method;

/** Single requests to SD Elements, and what may be believed of their answers. */
final class Calls {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final SdeSettings settings;
  private final Outbound http;
  private final Failures failures;

  Calls(SdeSettings settings, Outbound http, Failures failures) {
    this.settings = settings;
    this.http = http;
    this.failures = failures;
  }

  /** A URL of SD Elements; parameters that are empty are left out. */
  URI url(String path, Map<String, String> parameters, @Nullable String include) {
    String query = Query.of(parameters, include);
    return URI.create(settings.url() + path + (query.isEmpty() ? "" : "?" + query));
  }

  /**
   * @throws SdeFailure when no answer came; any status is one
   */
  Answer get(Access access, URI uri) {
    return send(access.request(uri), uri);
  }

  /**
   * Sends these fields as JSON.
   *
   * @throws SdeFailure when no answer came; any status is one
   */
  Answer send(Access access, Method method, URI uri, Map<String, Object> fields) {
    try {
      return send(access.request(method, uri, MAPPER.writeValueAsString(fields)), uri);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts, numbers and flags are always JSON", e);
    }
  }

  private Answer send(Request request, URI uri) {
    try {
      return http.send(settings.origin(), request, settings.maxResponseBytes());
    } catch (HttpFailure e) {
      throw failures.transport(e, uri);
    }
  }

  /**
   * Hands the items of an answer to the taker, and its page to the paging.
   *
   * @throws SdeFailure when it cannot be relied on
   */
  void turn(Answer answer, Access access, Paging paging, ListItems taker) {
    read(
        answer,
        access,
        paging.page(),
        () -> {
          PageReader.Page page = new PageReader().read(answer.body(), taker);
          if (page != null) {
            paging.turned(page);
          }
        });
  }

  /** A reading of a body. */
  interface Reading {
    void read() throws IOException;
  }

  /**
   * Reads an answer that must be a 200 with JSON.
   *
   * @throws SdeFailure when it cannot be relied on
   */
  void read(Answer answer, Access access, URI uri, Reading reading) {
    if (answer.status() != 200) {
      throw failures.status(answer, access, uri);
    }
    if (isHtml(answer)) {
      throw failures.html(uri);
    }
    try {
      reading.read();
    } catch (BadList e) {
      throw failures.list(e, uri);
    } catch (IOException e) {
      throw failures.unreadable(e, uri, settings.maxResponseBytes());
    } catch (IllegalStateException e) {
      // Jackson's guard against names made to collide.
      throw failures.notJson(uri);
    }
  }

  static boolean isHtml(Answer answer) {
    return answer.header("Content-Type").orElse("").startsWith("text/html");
  }

  /** A 404 of SD Elements itself: what was asked for is not there. A wrong URL answers HTML. */
  static boolean saysNotFound(Answer answer) {
    return answer.status() == 404
        && answer.header("Content-Type").orElse("").startsWith("application/json");
  }
}
