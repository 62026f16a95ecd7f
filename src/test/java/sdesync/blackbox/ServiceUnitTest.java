package sdesync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The systemd unit and its drop-in, as systemd reads them. */
class ServiceUnitTest {
  private static final Path UNIT = Path.of("ops/sde-sync.service");
  private static final Path SUDO = Path.of("ops/sde-sync.service.d/sudo.conf");

  @TempDir Path folder;

  @Test
  void systemd_accepts_the_unit() throws IOException {
    assertThat(verified(unit())).isEmpty();
  }

  @Test
  void systemd_accepts_the_unit_with_the_drop_in_for_sudo() throws IOException {
    Path unit = unit();
    Path dropIns = Files.createDirectory(folder.resolve("sde-sync.service.d"));
    Files.copy(SUDO, dropIns.resolve("sudo.conf"));
    assertThat(verified(unit)).isEmpty();
  }

  @Test
  void a_mistake_in_the_unit_would_be_seen() throws IOException {
    Path unit = unit();
    Files.writeString(unit, Files.readString(unit).replace("KillMode=mixed", "KillMode=nixed"));
    assertThat(verified(unit)).contains("nixed");
  }

  @Test
  void stopping_leaves_time_for_drain_and_grace() throws IOException {
    Duration stop = duration(setting(UNIT, "TimeoutStopSec"));
    assertThat(stop)
        .isGreaterThanOrEqualTo(fallback("run.drain").plus(fallback("run.grace")).plusSeconds(10));
  }

  @Test
  void the_drop_in_takes_back_all_that_keeps_sudo_from_its_work() throws IOException {
    // systemd.exec(5), NoNewPrivileges=: what implies it where the service has a User=.
    assertThat(Files.readString(SUDO)).contains("NoNewPrivileges=no");
    for (String implying :
        List.of(
            "PrivateDevices",
            "ProtectKernelLogs",
            "ProtectKernelModules",
            "ProtectKernelTunables",
            "ProtectClock",
            "ProtectHostname",
            "RestrictNamespaces",
            "RestrictRealtime",
            "RestrictSUIDSGID",
            "LockPersonality")) {
      assertThat(setting(UNIT, implying)).isEqualTo("yes");
      assertThat(setting(SUDO, implying)).isEqualTo("no");
    }
    assertThat(setting(SUDO, "RestrictAddressFamilies")).isEmpty();
    assertThat(setting(SUDO, "SystemCallArchitectures")).isEmpty();
  }

  /** A copy that starts the launcher of this checkout: systemd wants the program to exist. */
  private Path unit() throws IOException {
    String text =
        Files.readString(UNIT)
            .replace("/opt/sde-sync/bin/sde-sync", Path.of("bin/sde-sync").toAbsolutePath() + "");
    return Files.writeString(folder.resolve("sde-sync.service"), text);
  }

  /** What systemd-analyze has to complain about; other units of this machine are not ours. */
  private String verified(Path unit) {
    Path tool = Path.of("/usr/bin/systemd-analyze");
    assumeTrue(Files.isExecutable(tool), "not checked: this machine has no systemd-analyze");
    Shell said =
        Shell.run(
            folder,
            Map.of("PATH", "/usr/bin:/bin", "LANG", "C"),
            List.of(tool.toString(), "verify", "--man=no", unit.toString()));
    return said.err()
        .lines()
        .filter(line -> line.contains("sde-sync") || line.contains("sudo.conf"))
        .reduce("", (one, other) -> one + other + "\n");
  }

  private static String setting(Path file, String key) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(key + "="))
        .map(line -> line.substring(key.length() + 1))
        .findFirst()
        .orElseThrow(() -> new AssertionError(file + " has no " + key));
  }

  private static Duration fallback(String key) throws IOException {
    var line = Pattern.compile("(?m)^#" + Pattern.quote(key) + "\\s*=\\s*(\\S+)$");
    var sample = line.matcher(Files.readString(Path.of("conf/sde-sync.properties.sample")));
    assertThat(sample.find()).as(key + " in the sample").isTrue();
    return duration(sample.group(1));
  }

  private static Duration duration(String text) {
    return Duration.parse("PT" + text.replace("min", "m").toUpperCase(Locale.ROOT));
  }
}
