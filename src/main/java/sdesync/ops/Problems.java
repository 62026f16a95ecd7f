package sdesync.ops;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Errors as RFC 9457 problem details. */
final class Problems {
  static final String TYPE = "application/problem+json";
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private Problems() {}

  static void register(JavalinConfig config) {
    config.routes.exception(
        OpsFailure.class,
        (failure, request) -> {
          if (failure.kind() == OpsFailure.Kind.INTERNAL) {
            LOG.error("{} {} failed", request.method(), request.path(), failure);
          }
          answer(request, failure.kind().status(), failure.getMessage());
        });
    config.routes.exception(
        HttpResponseException.class,
        (failure, request) -> answer(request, failure.getStatus(), sentence(failure, request)));
    config.routes.exception(
        Exception.class,
        (failure, request) -> {
          Integer refused = refusedByServer(failure);
          if (refused != null) {
            answer(request, refused, JettyProblems.sentence(refused));
            return;
          }
          LOG.error("{} {} failed", request.method(), request.path(), failure);
          answer(request, 500, "the worker failed at this; its log has the cause");
        });
  }

  /** The status when it was the reading of the request that failed. */
  private static @Nullable Integer refusedByServer(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof HttpException http && http.getCode() < 500) {
        return http.getCode();
      }
    }
    return null;
  }

  static void answer(Context request, int status, @Nullable String detail) {
    request.status(status).json(problem(status, detail)).contentType(TYPE);
  }

  static Map<String, Object> problem(int status, @Nullable String detail) {
    var problem = new LinkedHashMap<String, Object>();
    problem.put("type", "about:blank");
    problem.put("title", HttpStatus.forStatus(status).getMessage());
    problem.put("status", status);
    problem.put("detail", detail == null ? "" : detail);
    return problem;
  }

  private static String sentence(HttpResponseException failure, Context request) {
    return switch (failure.getStatus()) {
      case 404 -> "there is nothing at " + request.path();
      case 405 -> request.method() + " is not for " + request.path();
      default -> String.valueOf(failure.getMessage());
    };
  }
}
