package sdesync.ops;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What Jetty refuses before any route sees it, as the same problem details. */
final class JettyProblems implements Request.Handler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    int status = response.getStatus();
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problems.TYPE);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    byte[] body =
        Json.MAPPER
            .writeValueAsString(Problems.problem(status, sentence(status)))
            .getBytes(StandardCharsets.UTF_8);
    Content.Sink.write(response, true, ByteBuffer.wrap(body));
    callback.succeeded();
    return true;
  }

  /** Never what Jetty says: it may quote the request. */
  static String sentence(int status) {
    return switch (status) {
      case 400 -> "this is not a proper HTTP request";
      case 408 -> "the request did not become whole in time";
      case 413 ->
          "the request body is larger than "
              + Body.MOST_BYTES
              + " bytes, which is the most allowed";
      case 414, 431 ->
          "the request's address and headers are larger than "
              + Listening.MOST_HEADER_BYTES
              + " bytes, which is the most allowed";
      default -> "the request cannot be answered";
    };
  }
}
