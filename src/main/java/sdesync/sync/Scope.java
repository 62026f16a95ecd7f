package sdesync.sync;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which tasks are the integration's business.
 *
 * @param phases slugs
 * @param meanings of the statuses in which a task gets an item; an item it has is kept in step in
 *     any status
 * @param tags a task has to carry all of them
 * @param verifications empty for any
 * @param selected numbers of tasks; when there are any, they alone count and nothing else does
 */
record Scope(
    List<String> phases,
    Set<Meaning> meanings,
    int minPriority,
    List<String> tags,
    List<String> verifications,
    Set<String> selected) {

  static final List<String> PHASES = List.of("requirements", "architecture-design", "development");
  private static final List<String> VERIFICATIONS = List.of("none", "partial", "pass", "fail");

  static Scope read(ParamReader params) {
    return new Scope(
        some(params, "alm_phases", PHASES),
        meanings(params),
        params.number("sde_min_priority", 7, 1, 10),
        params.list("sde_tags_filter", List.of()),
        among(params, "sde_verification_filter", List.of(), VERIFICATIONS),
        selected(params));
  }

  private static List<String> some(ParamReader params, String key, List<String> fallback) {
    List<String> given = params.list(key, params.given(key) ? List.of() : fallback);
    if (given.isEmpty()) {
      params.problem(key, "is empty; name at least one, or leave it out");
    }
    return given;
  }

  private static List<String> among(
      ParamReader params, String key, List<String> fallback, List<String> allowed) {
    List<String> given =
        params.list(key, fallback).stream().map(word -> known(word, allowed)).toList();
    List<String> wrong = given.stream().filter(word -> !allowed.contains(word)).toList();
    if (!wrong.isEmpty()) {
      params.problem(
          key,
          "has %s; allowed are %s"
              .formatted(
                  wrong.stream().map(ParamReader::shown).collect(Collectors.joining(", ")),
                  String.join(", ", allowed)));
    }
    return given;
  }

  private static String known(String word, List<String> allowed) {
    return allowed.stream().filter(word::equalsIgnoreCase).findFirst().orElse(word);
  }

  private static Set<Meaning> meanings(ParamReader params) {
    String key = "sde_statuses_in_scope";
    some(params, key, List.of("TODO"));
    List<String> words = among(params, key, List.of("TODO"), List.of("TODO", "DONE", "NA"));
    var meanings = new HashSet<Meaning>();
    for (Meaning meaning : Meaning.values()) {
      if (words.contains(meaning.name())) {
        meanings.add(meaning);
      }
    }
    return meanings;
  }

  private static Set<String> selected(ParamReader params) {
    String key = "selected_tasks";
    var numbers = new HashSet<String>();
    for (String word : params.list(key, List.of())) {
      String number = word.toUpperCase(Locale.ROOT);
      if (!number.matches("[A-Z]{0,3}T\\d{1,12}")) {
        params.problem(key, "has %s; a task is T12 or CT3".formatted(ParamReader.shown(word)));
      }
      numbers.add(number);
    }
    return numbers;
  }

  boolean contains(Task task) {
    if (!selected.isEmpty()) {
      return selected.contains(task.number().toUpperCase(Locale.ROOT));
    }
    return phases.contains(task.phase())
        && task.priority() >= minPriority
        && task.tags().containsAll(tags)
        && (verifications.isEmpty() || verifications.contains(task.verification()));
  }

  /** Whether a task of this scope that has no item gets one. */
  boolean creates(Task task) {
    return !selected.isEmpty() || meanings.contains(task.status().meaning());
  }
}
