package sdesync.sandbox;

import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The integrations a sandbox starts with, and how a run of each is meant to end in the demo. */
public final class SandboxTable {
  /** The integration of the document's example, which points to the sandbox's own Rally. */
  public static final long RALLY = 1;

  /** Its project. */
  public static final long PROJECT = 2;

  private static final List<Row> ROWS =
      List.of(
          new Row(
              new SandboxIntegration(
                  1, 2, "Rally", "Rally Integration", "manually", "sync_rally", "ALM", rally()),
              Meant.SUCCESS),
          new Row(
              new SandboxIntegration(
                  2,
                  1,
                  "Jira",
                  "Web shop in Jira",
                  "hourly",
                  "sync_jira",
                  "ALM",
                  tracker("jira", "SHOP")),
              Meant.SUCCESS),
          new Row(
              new SandboxIntegration(
                  3,
                  1,
                  "GitHub",
                  "Web shop in GitHub",
                  "daily",
                  "sync_github",
                  "ALM",
                  tracker("github", "shop")),
              Meant.SUCCESS),
          new Row(
              new SandboxIntegration(
                  4,
                  2,
                  "Fortify",
                  "Fortify scans",
                  "weekly",
                  "import_fortify",
                  "Analysis Tool",
                  fortify()),
              new Meant("failed", "exit_code")),
          new Row(
              new SandboxIntegration(
                  5,
                  3,
                  "Azure DevOps",
                  "Mobile app in Azure",
                  "monthly",
                  "sync_azure_devops",
                  "ALM",
                  tracker("azure", "Mobile")),
              new Meant("refused", "unknown_command")),
          new Row(
              new SandboxIntegration(
                  6,
                  3,
                  "Jira",
                  "Mobile app in Jira",
                  "daily",
                  "sync_jira",
                  "ALM",
                  tracker("jira", "APP")),
              Meant.SUCCESS));

  private SandboxTable() {}

  /** An integration and what is meant to become of its runs. */
  public record Row(SandboxIntegration integration, Meant meant) {}

  public static List<Row> rows() {
    return ROWS;
  }

  static List<SandboxIntegration> integrations() {
    return ROWS.stream().map(Row::integration).toList();
  }

  /** How a run of that integration is meant to end; empty for an id that is not in the table. */
  public static Optional<Meant> meant(long id) {
    return ROWS.stream().filter(row -> row.integration().id() == id).map(Row::meant).findFirst();
  }

  /** The table as Markdown, which reads well on a terminal too. */
  public static String text() {
    String line = "| %-2s | %-7s | %-12s | %-19s | %-9s | %-17s | %-24s |\n";
    var text = new StringBuilder();
    text.append(
        line.formatted(
            "id", "project", "system", "alias", "frequency", "command", "meant outcome"));
    text.append(line.replaceAll("%-(\\d+)s", "%s").formatted(dashes(2, 7, 12, 19, 9, 17, 24)));
    for (Row row : ROWS) {
      SandboxIntegration item = row.integration();
      text.append(
          line.formatted(
              item.id(),
              item.projectId(),
              item.system(),
              item.alias(),
              item.frequency(),
              item.command(),
              row.meant()));
    }
    return text.toString();
  }

  private static Object[] dashes(int... widths) {
    return Arrays.stream(widths).mapToObj("-"::repeat).toArray();
  }

  /** The same, where another server stands for the tracker. */
  static SandboxIntegration pointedTo(SandboxIntegration item, URI server) {
    Map<String, Object> params = new LinkedHashMap<>(item.params());
    params.put("alm_method", server.getScheme());
    params.put("alm_server", server.getAuthority());
    return item.withParams(params);
  }

  /** The document's own example. */
  private static Map<String, Object> rally() {
    Map<String, Object> params = new LinkedHashMap<>();
    params.put("sde_project", "Demo Project");
    params.put("alm_user", "rally_user");
    params.put("sde_verification_filter", "none,partial,pass,fail");
    params.put("rally_workspace", "Rally Workspace");
    params.put("alm_method", "https");
    params.put("alm_title_format", "$task_id $title");
    params.put("alm_server", "rally1.rallydev.com");
    params.put("sde_businessunit", "General");
    params.put("sde_application", "Demo Application");
    params.put("alm_project", "Rally Project");
    params.put("alm_pass", "rally_password");
    params.put("alm_phases", "requirements,architecture-design,development");
    params.put("sde_statuses_in_scope", "TODO");
    params.put("conflict_policy", "alm");
    params.put("sde_min_priority", 7);
    return params;
  }

  private static Map<String, Object> tracker(String name, String project) {
    Map<String, Object> params = new LinkedHashMap<>();
    params.put("alm_method", "https");
    params.put("alm_server", name + ".example.com");
    params.put("alm_user", name + "_user");
    params.put("alm_pass", name + "_password");
    params.put("alm_project", project);
    params.put("alm_phases", "requirements,architecture-design,development");
    params.put("sde_statuses_in_scope", "TODO");
    params.put("conflict_policy", "alm");
    params.put("sde_min_priority", 7);
    return params;
  }

  private static Map<String, Object> fortify() {
    Map<String, Object> params = new LinkedHashMap<>();
    params.put("analysis_method", "https");
    params.put("analysis_server", "fortify.example.com");
    params.put("analysis_user", "fortify_user");
    params.put("analysis_pass", "fortify_password");
    params.put("analysis_project", "Payment 4.2");
    return params;
  }
}
