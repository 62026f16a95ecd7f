package sdesync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two simulated servers as the built program serves them. */
@Tag("slow")
class SandboxVerbTest {
  @TempDir private Path folder;

  @Test
  void both_servers_listen_where_they_are_told_with_as_many_tasks_as_ordered() throws Exception {
    int sde = BuiltProgram.freePort();
    int rally = BuiltProgram.freePort();
    try (var program = new BuiltProgram(folder)) {
      Process sandbox =
          program.startBare("sandbox", "--sde-port=" + sde, "--rally-port=" + rally, "--tasks=7");
      BuiltProgram.await(() -> program.said(sandbox).contains("RALLY_URL="));

      assertThat(program.said(sandbox))
          .startsWith("SDE_URL=http://127.0.0.1:" + sde + "\nRALLY_URL=http://127.0.0.1:" + rally);
      assertThat(
              get(
                  "http://127.0.0.1:" + sde + "/api/v2/projects/2/tasks/?page_size=1",
                  "Authorization",
                  "Token sandbox-token"))
          .contains("\"count\":7");
      assertThat(
              get(
                  "http://127.0.0.1:" + rally + "/slm/webservice/v2.0/user",
                  "ZSESSIONID",
                  "_sandbox-api-key"))
          .contains("\"UserName\":\"rally_user\"");
    }
  }

  private static String get(String target, String header, String value)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(target)).header(header, value).build();
    HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }
}
