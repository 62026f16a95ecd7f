package sdesync.ops;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server's certificate and key, from the PEM files that people have. */
final class Pem {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----([^-]+)-----END");

  /** What stands before a PKCS#1 RSA key's bytes in PKCS#8: version 0, the algorithm's OID. */
  private static final byte[] RSA = {
    2, 1, 0, 0x30, 13, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 13, 1, 1, 1, 5, 0
  };

  private Pem() {}

  /**
   * A key store with one entry, whose password is empty.
   *
   * @param cert the server's own certificate first, then those of its authorities
   * @throws OpsMisconfigured when a file cannot be read, or the two do not belong together
   */
  static KeyStore keyStore(Path cert, Path key) {
    try {
      List<Certificate> chain = certificates(cert);
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      // Refuses a key of another algorithm; a key of another pair shows at the first handshake.
      store.setKeyEntry(
          "ops", privateKey(key, chain.get(0)), new char[0], chain.toArray(new Certificate[0]));
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw new OpsMisconfigured(
          "ops.tls-cert="
              + cert
              + " and ops.tls-key="
              + key
              + " cannot be used ("
              + e.getMessage()
              + "); allowed: a PEM certificate chain and the PEM key of its first certificate,"
              + " without a password",
          e);
    }
  }

  /** Never empty. */
  static List<Certificate> certificates(Path file) throws IOException, GeneralSecurityException {
    byte[] pem = Files.readAllBytes(file);
    var read =
        CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
    if (read.isEmpty()) {
      throw new GeneralSecurityException("no certificate in " + file);
    }
    return List.copyOf(read);
  }

  private static PrivateKey privateKey(Path file, Certificate certificate)
      throws IOException, GeneralSecurityException {
    Matcher found = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
    if (!found.find()) {
      throw new GeneralSecurityException("no private key in " + file);
    }
    byte[] der = Base64.getMimeDecoder().decode(found.group(2));
    byte[] pkcs8 =
        switch (found.group(1)) {
          case "PRIVATE KEY" -> der;
          case "RSA PRIVATE KEY" -> wrapped(der);
          default ->
              throw new GeneralSecurityException(
                  file + " is a " + found.group(1) + "; convert it: openssl pkcs8 -topk8 -nodes");
        };
    String algorithm = certificate.getPublicKey().getAlgorithm();
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
  }

  private static byte[] wrapped(byte[] pkcs1) {
    var inner = new ByteArrayOutputStream();
    inner.writeBytes(RSA);
    put(inner, 4, pkcs1);
    var outer = new ByteArrayOutputStream();
    put(outer, 0x30, inner.toByteArray());
    return outer.toByteArray();
  }

  /** One DER value; none here is shorter than 256 or longer than 65,535 bytes. */
  private static void put(ByteArrayOutputStream out, int tag, byte[] content) {
    out.writeBytes(
        new byte[] {(byte) tag, (byte) 0x82, (byte) (content.length >> 8), (byte) content.length});
    out.writeBytes(content);
  }
}
