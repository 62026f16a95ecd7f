package sdesync.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdesync.redact.Secret;

/** The edge with a certificate of its own. */
class TlsTest {
  @TempDir Path folder;
  private final FakeOperations worker = new FakeOperations().with(1, "Alpha", "rally", "scheduled");
  private Certificate own;

  @BeforeEach
  void make() throws Exception {
    own = Certificate.in(folder, "own");
  }

  private Served serve(Path cert, Path key) throws Exception {
    return Served.with(any -> with(any, cert, key), folder, worker);
  }

  private static OpsSettings with(OpsSettings plain, Path cert, Path key) {
    return with(plain, cert, key, null);
  }

  private static OpsSettings with(
      OpsSettings plain, @Nullable Path cert, @Nullable Path key, @Nullable Path ca) {
    return new OpsSettings(
        plain.bind(),
        new OpsSettings.Edge(cert, key, false, null, List.of()),
        plain.tokens(),
        new OpsSettings.Client(null, Secret.of("admin-token"), ca),
        new OpsSettings.Metrics(false, true),
        plain.dataDir());
  }

  private static boolean answers(Served served, Path trusted) {
    OpsSettings client = with(served.settings, trusted, trusted);
    return RemoteOperations.at(served.url(), client).answers();
  }

  @Test
  void a_verb_on_the_same_machine_trusts_the_daemons_own_certificate_and_no_other()
      throws Exception {
    Certificate other = Certificate.in(folder, "other");
    try (Served served = serve(own.cert(), own.key())) {
      assertThat(served.url().getScheme()).isEqualTo("https");
      var remote = RemoteOperations.at(served.url(), served.settings);
      assertThat(remote.integration(1).alias()).isEqualTo("Alpha");
      assertThat(remote.status().version()).isNotEmpty();
      assertThatThrownBy(() -> answers(served, other.cert()))
          .isInstanceOf(OpsFailure.class)
          .hasMessageContainingAll(served.url().toString(), "http.ca");
    }
  }

  @Test
  void a_verb_elsewhere_trusts_the_authorities_of_http_ca_and_says_when_they_are_missing()
      throws Exception {
    Certificate authority = Certificate.in(folder, "authority", "ip:127.0.0.1");
    try (Served served = serve(authority.cert(), authority.key())) {
      OpsSettings knowing = with(served.settings, null, null, authority.cert());
      assertThat(RemoteOperations.at(served.url(), knowing).answers()).isTrue();
      OpsSettings unknowing = with(served.settings, null, null, null);
      assertThatThrownBy(() -> RemoteOperations.at(served.url(), unknowing).answers())
          .isInstanceOfSatisfying(
              OpsFailure.class, e -> assertThat(e.kind()).isEqualTo(OpsFailure.Kind.UNREACHABLE))
          .hasMessageContainingAll(served.url().toString(), "http.ca");
    }
  }

  @Test
  void the_cookie_of_a_login_never_leaves_tls() throws Exception {
    try (Served served =
        new Served(
            folder,
            worker,
            sessions ->
                List.of(
                    Route.post(
                        "/login",
                        Scope.PUBLIC,
                        r -> sessions.enter(r, Objects.requireNonNull(r.formParam("token"))))),
            any -> with(any, own.cert(), own.key()))) {
      HttpClient browser =
          HttpClient.newBuilder().sslContext(OwnCertificate.only(own.cert())).build();
      var asked =
          HttpRequest.newBuilder(URI.create(served.url() + "/login"))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(HttpRequest.BodyPublishers.ofString("token=view-token"))
              .build();
      var answer = browser.send(asked, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.headers().firstValue("Set-Cookie").orElse(""))
          .startsWith("__Host-sde-sync-")
          .contains("Secure", "HttpOnly", "SameSite=Strict", "Path=/")
          .doesNotContain("Domain");
    }
  }

  @Test
  void links_say_https() throws Exception {
    worker.with(2, "Beta", "rally", "scheduled");
    try (Served served = serve(own.cert(), own.keyAsPkcs1())) {
      var query = new IntegrationQuery(Selector.everything(), 1, null);
      String next = RemoteOperations.at(served.url(), served.settings).integrations(query).next();
      assertThat(next).startsWith(served.url() + "/api/v1/integrations?");
    }
  }

  @Test
  void a_renewed_certificate_is_used_without_a_restart_and_a_wrong_one_is_not() throws Exception {
    Certificate renewed = Certificate.in(folder, "renewed");
    Path cert = Files.copy(own.cert(), folder.resolve("live.crt"));
    Path key = Files.copy(own.key(), folder.resolve("live.key"));
    var tls = new Tls(cert, key);
    tls.server().start();
    replace(renewed.cert(), cert, 1);
    tls.reloadChanged();
    assertThat(served(tls)).as("its key is not there yet").isEqualTo(Pem.certificates(own.cert()));
    replace(renewed.key(), key, 2);
    tls.reloadChanged();
    assertThat(served(tls)).isEqualTo(Pem.certificates(renewed.cert()));
    tls.server().stop();
  }

  private static Object served(Tls tls) throws Exception {
    return List.of(tls.server().getKeyStore().getCertificateChain("ops"));
  }

  private static void replace(Path from, Path to, int seconds) throws Exception {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    Files.setLastModifiedTime(to, FileTime.from(Instant.EPOCH.plusSeconds(seconds)));
  }

  @Test
  void files_that_do_not_fit_are_wrong_configuration() throws Exception {
    Certificate other = Certificate.in(folder, "other");
    Path empty = Files.writeString(folder.resolve("empty"), "");
    assertThatThrownBy(() -> new Tls(own.cert(), other.key()))
        .isInstanceOf(OpsMisconfigured.class)
        .hasMessageContaining("is not the key of");
    assertThatThrownBy(() -> new Tls(own.cert(), empty))
        .isInstanceOf(OpsMisconfigured.class)
        .hasMessageContaining("no private key");
    assertThatThrownBy(() -> new Tls(empty, own.key()))
        .isInstanceOf(OpsMisconfigured.class)
        .hasMessageContaining("no certificate");
  }
}
