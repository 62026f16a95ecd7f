package sdesync.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sdesync.sde.SdeSettings;

/**
 * One list that is polled on its own.
 *
 * @param project whose integrations it lists; null for the list of all projects
 */
public record PollScope(@Nullable Long project) {
  public static final PollScope ALL = new PollScope(null);

  /** What the settings ask to poll: each project of {@code sde.projects}, or all in one list. */
  public static List<PollScope> of(SdeSettings settings) {
    return settings.projects().isEmpty()
        ? List.of(ALL)
        : settings.projects().stream().distinct().map(PollScope::new).toList();
  }

  /** {@code all} or the project's id. */
  public String name() {
    return project == null ? "all" : project.toString();
  }

  /** For a sentence: {@code the list of all projects} or {@code the list of project 7}. */
  public String spoken() {
    return project == null ? "the list of all projects" : "the list of project " + project;
  }

  @Override
  public String toString() {
    return name();
  }
}
