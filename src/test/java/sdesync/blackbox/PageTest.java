package sdesync.blackbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.regex.Pattern.compile;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdesync.sandbox.Sandbox;
import sdesync.sandbox.SandboxIntegration;
import sdesync.sandbox.SandboxSettings;

/** The page in a real browser, in front of the built program and hostile neighbours. */
@Tag("slow")
class PageTest {
  private static final String SCRIPT = "<script>window.hit=1</script><img src=x onerror=hit=1>";
  private static final String TURNED = "\u202egnp.exe\u202c \u0645\u0631\u062d\u0628\u0627 <b>";
  private static final int MANY = 300;

  @TempDir static Path folder;
  private static Sandbox sandbox;
  private static BuiltProgram program;
  private static Chromium chromium;
  private static String url;
  private static String token;

  @BeforeAll
  static void a_daemon_with_hostile_integrations() throws IOException {
    chromium = new Chromium();
    sandbox = Sandbox.start(SandboxSettings.DEFAULTS);
    sandbox.integrations().add(one(101, SCRIPT, "loud"));
    sandbox.integrations().add(one(102, TURNED, "fails"));
    sandbox.integrations().add(one(103, "A long name ".repeat(83) + "end", "sync_jira"));
    sandbox.integrations().add(one(104, "Slow one", "slow"));
    sandbox.integrations().addMade(1000, MANY, id -> one(id, "Shop number " + id, "sync_jira"));
    program =
        new BuiltProgram(folder)
            .with("sde.url", sandbox.url().toString())
            .with("sde.token", Sandbox.TOKEN)
            .with("sde.admin-token", Sandbox.ADMIN_TOKEN)
            .with("run.grace", "1s")
            .with("commands.dir", "commands")
            .command("sync_jira", "cat >/dev/null; echo 'sde-sync: {\"created\": 2}'")
            .command("sync_github", "cat >/dev/null")
            .command("import_fortify", "cat >/dev/null; exit 3")
            .command("fails", "cat >/dev/null; echo '<b>no</b> such field' >&2; exit 4")
            .command(
                "loud",
                "cat >/dev/null; printf '\\033[31mred\\033[0m <b>bold</b> "
                    + SCRIPT
                    + "\\n\\033]0;title\\007'; i=0; while [ $i -lt 3000 ]; do echo \"line $i\";"
                    + " i=$((i+1)); done; echo last")
            .command(
                "slow",
                "cat >/dev/null; for i in 1 2 3 4 5 6 7 8 9; do echo \"step $i\"; echo \"${i}0%"
                    + " complete\"; sleep 1; done; sleep 60");
    Process daemon = program.daemon();
    url = program.said(daemon).replaceFirst("(?s).*ops=(\\S+).*", "$1");
    token = Files.readString(folder.resolve("data/ops-token")).strip();
  }

  private static SandboxIntegration one(long id, String alias, String command) {
    return new SandboxIntegration(
        id,
        id % 7 + 1,
        id % 3 == 0 ? "Rally" : "Jira",
        alias,
        id % 2 == 0 ? "hourly" : "daily",
        command,
        "alm",
        Map.of("alm_server", "tracker.example.com", "alm_password", "hunter2-hunter2"));
  }

  @AfterAll
  static void stop() {
    program.close();
    sandbox.close();
    chromium.close();
  }

  private static Page in(BrowserContext window, String path) {
    Page page = window.newPage();
    page.navigate(url + path);
    if (page.url().contains("/login")) {
      page.getByLabel("Token").fill(token);
      page.getByRole(AriaRole.BUTTON, named("Log in")).click();
      page.waitForURL(there -> !there.contains("/login"));
    }
    return page;
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  @Test
  void a_person_finds_one_syncs_it_watches_cancels_pauses_and_leaves() {
    try (BrowserContext window = chromium.window(1280, ColorScheme.LIGHT)) {
      Page page = window.newPage();
      page.navigate(url + "/");
      assertThat(page).hasURL(compile("/login\\?next=%2F$"));
      page.getByLabel("Token").fill("wrong");
      page.getByRole(AriaRole.BUTTON, named("Log in")).click();
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("not known");
      page.getByLabel("Token").fill(token);
      page.getByRole(AriaRole.BUTTON, named("Log in")).click();
      assertThat(page.getByText("SD Elements is reachable")).isVisible();

      page.getByLabel("Find").fill("slow one");
      assertThat(page.locator("table.list tbody tr")).hasCount(1);
      assertThat(page).hasURL(compile("/\\?q=slow\\+one$"));

      page.getByRole(AriaRole.BUTTON, named("Sync now: Slow one")).click();
      assertThat(page.locator("#said")).containsText("Started");
      assertThat(page.locator("table.list .s-running")).isVisible();
      page.locator("#said a").click();
      assertThat(page.locator("#log")).containsText("step 1");
      assertThat(page.locator("#log")).containsText("step 3");
      assertThat(page.locator("progress")).isVisible();

      page.getByRole(AriaRole.BUTTON, named("Cancel this run")).click();
      assertThat(page.locator("#look .state").first()).containsText("cancelled");
      page.locator("h1 a").click();

      page.getByText("Pause…").click();
      page.getByLabel("Note").fill("moving house");
      page.getByRole(AriaRole.BUTTON, named("Pause")).click();
      assertThat(page.getByLabel("Paused")).containsText("moving house");
      page.reload();
      page.getByRole(AriaRole.BUTTON, named("Resume")).click();
      assertThat(page.getByLabel("Paused")).hasCount(0);

      page.getByRole(AriaRole.BUTTON, named("Log out")).click();
      page.navigate(url + "/runs");
      assertThat(page).hasURL(compile("/login"));
    }
  }

  @Test
  void nothing_from_outside_becomes_markup_and_colours_do() {
    try (BrowserContext window = chromium.window(1280, ColorScheme.DARK)) {
      Page page = in(window, "/?q=script");
      var trouble = new ArrayList<String>();
      page.onDialog(dialog -> trouble.add(dialog.message()));
      page.onConsoleMessage(
          said -> {
            if (said.type().equals("error")) {
              trouble.add(said.text());
            }
          });
      page.onPageError(trouble::add);
      page.reload();
      assertThat(page.locator("table.list tbody th a")).hasText(SCRIPT);
      page.getByRole(AriaRole.BUTTON, named("Sync now: " + SCRIPT)).click();
      page.locator("#said a").click();
      assertThat(page.locator("#log")).containsText("last");
      assertThat(page.locator("#log")).containsText("red <b>bold</b> " + SCRIPT);
      assertThat(page.locator("#log .fg1")).hasText("red");
      assertThat(page.locator("#log b, #log img, #log script")).hasCount(0);
      assertThat(page.locator("h1")).containsText(SCRIPT);
      assertThat(page.evaluate("window.hit === undefined")).isEqualTo(true);
      Chromium.shoot(page, "run-1280-dark");
      page.navigate(url + "/audit");
      assertThat(trouble).isEmpty();
    }
  }

  @Test
  void every_screen_is_fit_for_keyboards_and_screen_readers() {
    try (BrowserContext light = chromium.window(1280, ColorScheme.LIGHT);
        BrowserContext dark = chromium.window(1280, ColorScheme.DARK)) {
      Page page = light.newPage();
      page.navigate(url + "/login");
      assertThat(findings(page)).isEmpty();
      page = in(light, "/");
      List<String> screens = screens(page);
      for (String path : screens) {
        page.navigate(url + path);
        assertThat(findings(page)).as(path).isEmpty();
      }
      Page night = in(dark, "/");
      for (String path : screens.subList(0, 3)) {
        night.navigate(url + path);
        assertThat(findings(night)).as(path + " in the dark").isEmpty();
      }
    }
  }

  /** Each of the screens, with something to show. */
  private static List<String> screens(Page page) {
    page.navigate(url + "/?q=gnp.exe");
    page.locator(".act button").first().click();
    page.locator("#said a").click();
    assertThat(page.locator("#look .state").first()).containsText("failed");
    assertThat(page.locator("#log")).containsText("such field");
    String run = page.url().substring(url.length());
    return List.of(
        "/", "/integrations/102", run, "/integrations/1/plan", "/runs", "/audit", "/runs/r0");
  }

  private static List<String> findings(Page page) {
    return new AxeBuilder(page)
        .analyze().getViolations().stream()
            .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
            .map(PageTest::told)
            .toList();
  }

  private static String told(Rule rule) {
    return rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes().get(0).getHtml();
  }

  @Test
  void every_screen_fits_narrow_and_wide_windows_light_and_dark() {
    for (int width : List.of(360, 1280, 2560)) {
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        try (BrowserContext window = chromium.window(width, scheme)) {
          Page page = in(window, "/");
          for (String path : List.of("/", "/integrations/103", "/integrations/1/plan", "/runs")) {
            page.navigate(url + path);
            assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as(path + " needs no scrolling sideways at " + width)
                .isEqualTo(true);
            String name =
                path.equals("/") ? "overview" : path.replaceAll("^.*?/([a-z]+)(/\\d+)?$", "$1");
            String in = scheme.name().toLowerCase(Locale.ROOT);
            Chromium.shoot(page, "%s-%d-%s".formatted(name, width, in));
          }
        }
      }
    }
  }
}
