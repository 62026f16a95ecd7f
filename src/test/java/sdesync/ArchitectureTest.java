package sdesync;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The house as design.md draws it: who may know whom, and which room alone may do what. */
class ArchitectureTest {
  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("sdesync");

  /** Each room, and all it may know: nouns at the bottom, the wiring in worker on top. */
  private static final Map<String, List<String>> MAY_KNOW =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("integration", List.of()),
              Map.entry("redact", List.of()),
              Map.entry("process", List.of()),
              Map.entry("sandbox", List.of()),
              Map.entry("history", List.of("integration")),
              Map.entry("http", List.of("redact")),
              Map.entry("sync", List.of("integration", "history", "redact")),
              Map.entry("sde", List.of("integration", "redact", "http", "sync")),
              Map.entry("rally", List.of("redact", "http", "sync")),
              Map.entry("store", List.of("integration", "history", "redact", "sync")),
              Map.entry("catalog", List.of("integration", "history", "sde", "store")),
              Map.entry("schedule", List.of("integration", "history", "store", "catalog")),
              Map.entry("jobs", List.of("integration", "history", "sde", "store")),
              Map.entry("run", List.of("integration", "history", "process", "redact", "sde")),
              Map.entry(
                  "ops",
                  List.of(
                      "integration",
                      "history",
                      "redact",
                      "http",
                      "sde",
                      "store",
                      "catalog",
                      "schedule",
                      "run")),
              Map.entry("retention", List.of("run", "store")),
              Map.entry("observe", List.of("ops", "store")),
              Map.entry(
                  "notify",
                  List.of("integration", "history", "redact", "http", "store", "schedule", "ops")),
              Map.entry("cli", List.of("integration", "history", "ops")),
              Map.entry("page", List.of("integration", "history", "store", "ops")),
              Map.entry(
                  "config",
                  List.of(
                      "integration",
                      "redact",
                      "http",
                      "sde",
                      "store",
                      "catalog",
                      "schedule",
                      "run",
                      "retention",
                      "notify",
                      "sync",
                      "ops"))));

  @TestFactory
  Stream<DynamicTest> a_room_knows_only_the_rooms_below_it() {
    return MAY_KNOW.entrySet().stream()
        .map(
            room ->
                DynamicTest.dynamicTest(
                    room.getKey() + " knows " + room.getValue(),
                    () -> knowsOnly(room.getKey(), room.getValue())));
  }

  private static void knowsOnly(String room, List<String> known) {
    String[] allowed =
        Stream.concat(Stream.of(room), known.stream())
            .map(name -> "sdesync." + name + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage("sdesync." + room + "..")
        .should()
        .dependOnClassesThat(resideInAPackage("sdesync..").and(not(resideInAnyPackage(allowed))))
        .check(PROGRAM);
  }

  @Test
  void every_room_has_its_rule_and_tells_its_flow() throws IOException {
    try (Stream<Path> rooms = Files.list(Path.of("src/main/java/sdesync"))) {
      for (Path room : rooms.filter(Files::isDirectory).toList()) {
        String name = room.getFileName().toString();
        assertThat(name.equals("worker") || MAY_KNOW.containsKey(name))
            .as("room %s has a line in MAY_KNOW", name)
            .isTrue();
        assertThat(room.resolve("package-info.java")).content().contains("/**", "@NullMarked");
      }
    }
  }

  @Test
  void rooms_form_no_cycle() {
    slices().matching("sdesync.(*)..").should().beFreeOfCycles().check(PROGRAM);
  }

  @Test
  void the_sandboxes_own_rooms_lie_below_its_sd_elements() {
    noClasses()
        .that()
        .resideInAnyPackage("sdesync.sandbox.rally..", "sdesync.sandbox.wire..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("sdesync.sandbox")
        .check(PROGRAM);
    slices().matching("sdesync.sandbox.(*)..").should().beFreeOfCycles().check(PROGRAM);
  }

  @Test
  void only_store_sees_sql() {
    onlyIn("store", "java.sql..", "javax.sql..", "org.jdbi..", "org.flywaydb..", "com.zaxxer..");
  }

  @Test
  void only_http_uses_camels_http_component() {
    onlyIn("http", "org.apache.camel.component.http..", "org.apache.hc..");
  }

  @Test
  void only_the_remote_client_uses_the_jdk_http_client() {
    onlyIn("ops", "java.net.http..");
  }

  @Test
  void only_the_ops_edge_and_the_sandbox_serve_http() {
    noClasses()
        .that()
        .resideOutsideOfPackages("sdesync.ops..", "sdesync.page..", "sdesync.sandbox..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.javalin..", "com.sun.net.httpserver..")
        .check(PROGRAM);
  }

  @Test
  void no_header_of_a_request_reaches_a_route() {
    noClasses()
        .that()
        .resideInAPackage("sdesync.ops..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.camel..")
        .because("the edge hands on values, so that a header named Camel… steers nothing")
        .check(PROGRAM);
  }

  @Test
  void only_process_starts_processes() {
    noClasses()
        .that()
        .resideOutsideOfPackage("sdesync.process..")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ProcessBuilder.class)
        .orShould()
        .callMethodWhere(target(owner(type(Runtime.class))).and(target(name("exec"))))
        .check(PROGRAM);
  }

  @Test
  void the_present_comes_from_the_wiring_alone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("sdesync.worker..")
        .should()
        .callMethodWhere(target(owner(resideInAPackage("java.time.."))).and(target(name("now"))))
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(Clock.class, "systemDefaultZone")
        .check(PROGRAM);
  }

  @Test
  void nothing_is_ended_by_a_thread_interrupt() {
    noClasses()
        .should()
        .callMethodWhere(
            target(owner(assignableTo(ExecutorService.class))).and(target(name("shutdownNow"))))
        .because("an interrupted commit closes an H2 file for everyone")
        .check(PROGRAM);
  }

  @Test
  void dependencies_come_through_constructors() {
    fields()
        .should()
        .notBeAnnotatedWith("org.apache.camel.BeanInject")
        .andShould()
        .notBeAnnotatedWith("org.apache.camel.PropertyInject")
        .andShould()
        .notBeAnnotatedWith("org.apache.camel.EndpointInject")
        .andShould()
        .notBeAnnotatedWith("org.apache.camel.Produce")
        .check(PROGRAM);
  }

  @Test
  void routes_call_beans_not_processors() {
    noClasses().should().implement("org.apache.camel.Processor").check(PROGRAM);
  }

  @Test
  void names_say_what_a_thing_is() {
    classes()
        .should()
        .haveNameNotMatching(".*(Manager|Helper|Impl|Util|Utils|Service|Processor)$")
        .check(PROGRAM);
  }

  @Test
  void a_file_has_at_most_300_lines() throws IOException {
    try (Stream<Path> sources = Files.walk(Path.of("src"))) {
      List<String> tooLong =
          sources
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> lines(file) > 300)
              .map(file -> file + ": " + lines(file))
              .toList();
      assertThat(tooLong).isEmpty();
    }
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void onlyIn(String room, String... packages) {
    noClasses()
        .that()
        .resideOutsideOfPackage("sdesync." + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages)
        .because("only " + room + " may use " + Arrays.toString(packages))
        .check(PROGRAM);
  }
}
