package sdesync.page;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import sdesync.ops.Route;
import sdesync.ops.Scope;

/** Style, script and icon: small files in memory, kept by browsers until their content changes. */
final class Assets {
  private static final String HTMX = "/META-INF/maven/org.webjars.npm/htmx.org/pom.properties";

  private final Map<String, Asset> assets = new LinkedHashMap<>();
  private final String stamp;

  private record Asset(String type, String content) {}

  Assets() {
    add("/assets/page.css", "text/css; charset=utf-8", "/sdesync/page/page.css");
    add("/assets/page.js", "text/javascript; charset=utf-8", "/sdesync/page/page.js");
    add("/assets/icon.svg", "image/svg+xml", "/sdesync/page/icon.svg");
    add("/assets/htmx.js", "text/javascript; charset=utf-8", htmx());
    stamp = stamp();
  }

  private void add(String path, String type, String resource) {
    assets.put(path, new Asset(type, read(resource)));
  }

  private static String read(String resource) {
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path; the build lost it");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the jar of whatever version has it. */
  private static String htmx() {
    var properties = new Properties();
    try {
      properties.load(new StringReader(read(HTMX)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String version = properties.getProperty("version");
    return "/META-INF/resources/webjars/htmx.org/" + version + "/dist/htmx.min.js";
  }

  private String stamp() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      assets
          .values()
          .forEach(asset -> digest.update(asset.content().getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Changes with any of them: part of the address by which the page asks for them. */
  String version() {
    return stamp;
  }

  List<Route> routes() {
    var routes = new ArrayList<Route>();
    assets.forEach(
        (path, asset) -> routes.add(Route.get(path, Scope.PUBLIC, r -> serve(r, asset))));
    return routes;
  }

  private void serve(Context request, Asset asset) {
    boolean exact = stamp.equals(request.queryParam("v"));
    request
        .header("Cache-Control", exact ? "public, max-age=31536000, immutable" : "no-cache")
        .contentType(asset.type())
        .result(asset.content());
  }
}
