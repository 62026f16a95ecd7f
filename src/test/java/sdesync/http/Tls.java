package sdesync.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Servers that speak TLS with a certificate nobody knows. */
public final class Tls {
  private Tls() {}

  public static URI url(WireServer secure) {
    return URI.create(secure.url().toString().replace("http:", "https:"));
  }

  /** With the key that {@link #certificate} made. */
  public static WireServer server(Path folder) throws Exception {
    var keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = new FileInputStream(folder.resolve("keys.p12").toFile())) {
      keys.load(in, "changeit".toCharArray());
    }
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, "changeit".toCharArray());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(factory.getKeyManagers(), null, null);
    return new WireServer(
        tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
  }

  /**
   * Makes a key, and its own certificate in a PEM file.
   *
   * @param name as keytool writes it: {@code ip:127.0.0.1}
   */
  public static Path certificate(Path folder, String name) throws Exception {
    Path pem = folder.resolve("ca.pem");
    keytool(
        folder,
        "-genkeypair",
        "-alias",
        "a",
        "-keyalg",
        "EC",
        "-dname",
        "CN=test",
        "-ext",
        "san=" + name);
    keytool(folder, "-exportcert", "-rfc", "-alias", "a", "-file", pem.toString());
    return pem;
  }

  private static void keytool(Path folder, String... arguments) throws Exception {
    var line = new java.util.ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    line.addAll(List.of(arguments));
    line.addAll(
        List.of("-keystore", folder.resolve("keys.p12").toString(), "-storepass", "changeit"));
    Process process =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("keytool.log"))).isZero();
  }
}
