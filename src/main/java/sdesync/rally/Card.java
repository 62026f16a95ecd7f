package sdesync.rally;

import java.util.Locale;

/** What a task of SD Elements becomes in Rally: {@code rally_card_type}. */
enum Card {
  STORY(
      "Story", "HierarchicalRequirement", "Hierarchical Requirement", "ScheduleState", "userstory"),
  TASK("Task", "Task", "Task", "State", "task");

  private final String word;
  private final String element;
  private final String label;
  private final String state;
  private final String page;

  Card(String word, String element, String label, String state, String page) {
    this.word = word;
    this.element = element;
    this.label = label;
    this.state = state;
    this.page = page;
  }

  /** As the params say it. */
  String word() {
    return word;
  }

  /** The name of the type in JSON. */
  String element() {
    return element;
  }

  /** The name of the type's definition. */
  String label() {
    return label;
  }

  /** The type as a part of a path. */
  String path() {
    return element.toLowerCase(Locale.ROOT);
  }

  /** The field that says how far an item is. */
  String state() {
    return state;
  }

  /** The type as a part of the address where people find an item. */
  String page() {
    return page;
  }
}
