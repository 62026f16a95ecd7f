package sdesync.sandbox;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** The projects a sandbox starts with. */
final class DemoProjects {
  private static final List<String> PHASES =
      List.of("requirements", "architecture-design", "development");

  private final Instant at;

  DemoProjects(InstantSource clock) {
    this.at = clock.instant();
  }

  /**
   * @param tasks how many in scope of the document's example; 0 for the demonstration's own
   */
  void fill(SandboxProjects projects, int tasks) {
    projects.add(new TaskStatus("TS4", "Risk accepted", "ACCEPT", "NA"));
    projects.add(new TaskStatus("TS5", "In progress", "IN-PROGRESS", "TODO"));
    projects.add(new Phase("CX1", "Deployment", "deployment"));
    projects.add(1, "Web shop");
    projects.add(3, "Mobile app");
    SandboxProject project = projects.add(SandboxTable.PROJECT, "Demo Project");
    if (tasks > 0) {
      for (int number = 1; number <= tasks; number++) {
        project.add(made(number));
      }
    } else {
      demonstration(project);
    }
  }

  private SandboxTask made(int number) {
    return SandboxTask.open("T" + number, "Security requirement number " + number, at)
        .withText("Do **this**, then that:\n\n- first\n- second\n")
        .withPhase(PHASES.get(number % PHASES.size()))
        .withPriority(7 + number % 4);
  }

  /** Twelve tasks: seven in scope and open, and one of each kind that is not. */
  private void demonstration(SandboxProject project) {
    project.add(
        task("T1", "Validate all input on the server", "requirements", 10)
            .withText(
                "Check **every** value a client sends:\n\n1. type\n2. length\n3. range\n\n"
                    + "See `java.util.regex`."));
    project.add(task("T2", "Encrypt data in transit", "requirements", 9));
    project.add(
        task("T3", "Store passwords with a slow hash", "architecture-design", 9)
            .withTags(List.of("crypto", "owasp")));
    project.add(task("T4", "Keep <script> & \"quotes\" out of pages", "development", 8));
    project.add(task("T5", "Use prepared statements", "development", 10));
    project.add(task("T22", "Rotate keys yearly", "architecture-design", 7));
    project.add(task("CT2", "Follow our own logging guide", "development", 8));
    project.add(task("T6", "Log each failed login", "development", 5));
    project.add(task("T7", "Test for open redirects", "testing", 9));
    project.add(task("T8", "Turn on the firewall", "deployment", 8));
    project.add(
        task("T9", "Threat model the design", "architecture-design", 9).withStatus("TS1", at));
    project.add(task("T10", "Obfuscate the binary", "development", 8).withStatus("TS4", at));
  }

  private SandboxTask task(String id, String title, String phase, int priority) {
    return SandboxTask.open(id, title, at).withPhase(phase).withPriority(priority);
  }
}
