package sdesync.integration;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that may be kept of an integration's params: their names and the host they point to.
 *
 * @param names in the order SD Elements sent them
 * @param target the host in {@code alm_server}, {@code issue_tracker_server}, {@code
 *     analysis_server} or {@code ldap_server}; null when none is named
 */
public record ParamsOutline(List<String> names, @Nullable String target) {
  public ParamsOutline {
    names = List.copyOf(names);
  }
}
