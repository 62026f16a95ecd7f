package sdesync.sde;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sdesync.redact.Secret;

/**
 * @param url base URL of SD Elements, without trailing slash
 * @param token ordinary API token; null when not configured
 * @param adminToken admin API token; null when not configured; at least one of the two is there
 * @param projects polled one by one; empty means all in one list
 * @param filters of {@code alias}, {@code frequency}, {@code system}, {@code type}: the configured
 *     ones
 * @param pageSize 0 sends none
 * @param maxResponseBytes of one response body
 * @param api which API it is asked by, and what else of it is used
 */
public record SdeSettings(
    URI url,
    @Nullable Secret token,
    @Nullable Secret adminToken,
    List<Long> projects,
    Map<String, String> filters,
    int pageSize,
    long maxResponseBytes,
    ApiSettings api) {
  public SdeSettings {
    projects = List.copyOf(projects);
    filters = Map.copyOf(filters);
  }

  /** With the API of sde-integrations-api.md. */
  public SdeSettings(
      URI url,
      @Nullable Secret token,
      @Nullable Secret adminToken,
      List<Long> projects,
      Map<String, String> filters,
      int pageSize,
      long maxResponseBytes) {
    this(
        url,
        token,
        adminToken,
        projects,
        filters,
        pageSize,
        maxResponseBytes,
        ApiSettings.of(Dialect.INTEGRATIONS));
  }

  /** The query parameter of lists. */
  Map<String, String> paged() {
    return pageSize > 0 ? Map.of("page_size", Integer.toString(pageSize)) : Map.of();
  }

  /** Scheme, host and port of the URL. */
  public URI origin() {
    return URI.create(url.getScheme() + "://" + url.getRawAuthority());
  }

  /** The key of the token that polls use: the admin one when there is one. */
  public String pollTokenKey() {
    return (adminToken == null ? Token.ORDINARY : Token.ADMIN).key();
  }

  /**
   * Differs when that token is another one than before. Not the token, and good for nothing but
   * comparing.
   */
  public String pollTokenMark() {
    Secret used = adminToken == null ? token : adminToken;
    return used == null ? "" : Integer.toHexString(used.reveal().hashCode());
  }
}
