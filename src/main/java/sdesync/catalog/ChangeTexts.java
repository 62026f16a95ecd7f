package sdesync.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sdesync.catalog.Reconciliation.Changed;
import sdesync.integration.Integration;
import sdesync.integration.ParamsOutline;

/** A change in words, the same for audit and log. */
final class ChangeTexts {
  private ChangeTexts() {}

  static String added(Integration integration) {
    return "%s, system %s, %s, command %s"
        .formatted(
            Quoted.of(integration.alias()),
            Quoted.of(integration.system()),
            Quoted.of(integration.frequency()),
            Quoted.of(integration.command()));
  }

  static String gone(Integration integration) {
    return Quoted.of(integration.alias()) + " is no longer listed; its history stays";
  }

  static String back(Changed change) {
    String again = Quoted.of(change.now().alias()) + " is listed again";
    return change.fields().isEmpty() ? again : again + "; " + fields(change);
  }

  static String changed(Changed change) {
    return Quoted.of(change.now().alias()) + ": " + fields(change);
  }

  private static String fields(Changed change) {
    return change.fields().stream()
        .map(field -> field(field, change.before(), change.now()))
        .collect(Collectors.joining("; "));
  }

  private static String field(String field, Integration before, Integration now) {
    return field.equals("params")
        ? "params " + names(before.params(), now.params())
        : "%s %s -> %s".formatted(field, value(field, before), value(field, now));
  }

  private static String value(String field, Integration of) {
    return switch (field) {
      case "project_id" -> of.projectId() == null ? "unknown" : of.projectId().toString();
      case "system" -> Quoted.of(of.system());
      case "alias" -> Quoted.of(of.alias());
      case "frequency" -> Quoted.of(of.frequency());
      case "command" -> Quoted.of(of.command());
      case "type" -> Quoted.of(of.type());
      default -> {
        String target = of.target();
        yield target == null ? "unknown" : Quoted.of(target);
      }
    };
  }

  private static String names(@Nullable ParamsOutline before, @Nullable ParamsOutline now) {
    var came = new TreeSet<>(now == null ? List.of() : now.names());
    var went = new TreeSet<>(before == null ? List.of() : before.names());
    if (now != null) {
      went.removeAll(now.names());
    }
    if (before != null) {
      came.removeAll(before.names());
    }
    var parts = new ArrayList<String>();
    came.forEach(name -> parts.add("+" + Quoted.of(name)));
    went.forEach(name -> parts.add("-" + Quoted.of(name)));
    return parts.isEmpty() ? "known: none" : String.join(" ", parts);
  }
}
