package sdesync.http;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom native commands may speak to.
 *
 * @param hosts {@code run.targets}: names, addresses and ranges; empty for the default rule
 * @param insecure {@code run.allow-insecure-targets}
 * @param sde the URL of SD Elements, which is nobody's tracker; null when unknown
 */
public record TargetSettings(List<String> hosts, boolean insecure, @Nullable URI sde) {
  public static final TargetSettings NONE = new TargetSettings(List.of(), false, null);

  public TargetSettings {
    hosts = List.copyOf(hosts);
  }
}
