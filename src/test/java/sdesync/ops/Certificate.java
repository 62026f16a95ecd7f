package sdesync.ops;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Base64;

/** A fresh certificate with its key, as PEM files; made by the JDK's own tool. */
record Certificate(Path cert, Path key) {
  static Certificate in(Path folder, String name) throws Exception {
    return in(folder, name, "dns:example.invalid");
  }

  /** For servers at that address, such as {@code ip:127.0.0.1}. */
  static Certificate in(Path folder, String name, String address) throws Exception {
    Path store = folder.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-alias",
                "x",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=" + address,
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                "secret",
                "-validity",
                "2")
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException(said);
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, "secret".toCharArray());
    }
    byte[] key = keys.getKey("x", "secret".toCharArray()).getEncoded();
    return new Certificate(
        pem(folder.resolve(name + ".crt"), "CERTIFICATE", keys.getCertificate("x").getEncoded()),
        pem(folder.resolve(name + ".key"), "PRIVATE KEY", key));
  }

  /** The same key in the older form that begins with BEGIN RSA PRIVATE KEY. */
  Path keyAsPkcs1() throws IOException {
    String pem = Files.readString(key).replaceAll("-----[^-]+-----", "");
    byte[] pkcs8 = Base64.getMimeDecoder().decode(pem);
    byte[] bare = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
    return pem(Path.of(key + "1"), "RSA PRIVATE KEY", bare);
  }

  private static Path pem(Path file, String what, byte[] der) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return Files.writeString(
        file, "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
  }
}
