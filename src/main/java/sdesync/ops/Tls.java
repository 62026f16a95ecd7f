package sdesync.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS of the ops edge. The files are looked at every half minute, so that a renewed certificate
 * needs no restart; while they do not fit together the one before stays in use.
 */
final class Tls {
  private static final Logger LOG = LoggerFactory.getLogger(Tls.class);
  private static final long LOOK_SECONDS = 30;

  private final Path cert;
  private final Path key;
  private final SslContextFactory.Server server = new SslContextFactory.Server();
  private Object stamp;

  /** Throws {@link OpsMisconfigured}. */
  Tls(Path cert, Path key) {
    this.cert = cert;
    this.key = key;
    this.stamp = stamp();
    take(server, fitting(cert, key));
    server.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    // Who may call is told by tokens. A name in the handshake that is not ours is for logs only.
    server.setSniRequired(false);
  }

  SslContextFactory.Server server() {
    return server;
  }

  private static void take(SslContextFactory factory, KeyStore store) {
    factory.setKeyStore(store);
    factory.setKeyStorePassword("");
  }

  void watch(Scheduler scheduler) {
    scheduler.schedule(
        () -> {
          reloadChanged();
          watch(scheduler);
        },
        LOOK_SECONDS,
        TimeUnit.SECONDS);
  }

  void reloadChanged() {
    Object now = stamp();
    if (now.equals(stamp)) {
      return;
    }
    stamp = now;
    try {
      KeyStore fresh = fitting(cert, key);
      server.reload(factory -> take(factory, fresh));
      LOG.info("ops.tls-cert {} changed and is in use", cert);
    } catch (Exception e) {
      LOG.error("{}; the certificate before stays in use", e.getMessage());
    }
  }

  /** The pair, tried out. */
  private static KeyStore fitting(Path cert, Path key) {
    KeyStore store = Pem.keyStore(cert, key);
    try {
      Certificate own = store.getCertificate("ops");
      PrivateKey mine = (PrivateKey) store.getKey("ops", new char[0]);
      String algorithm =
          switch (mine.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> mine.getAlgorithm();
          };
      byte[] text = {1, 2, 3};
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(mine);
      signature.update(text);
      byte[] signed = signature.sign();
      signature.initVerify(own);
      signature.update(text);
      if (!signature.verify(signed)) {
        throw new OpsMisconfigured(
            "ops.tls-key=" + key + " is not the key of the first certificate in " + cert);
      }
      return store;
    } catch (GeneralSecurityException e) {
      throw new OpsMisconfigured(
          "ops.tls-key=" + key + " does not fit " + cert + " (" + e.getMessage() + ")", e);
    }
  }

  private Object stamp() {
    return List.of(stamp(cert), stamp(key));
  }

  private static Object stamp(Path file) {
    try {
      return List.of(Files.getLastModifiedTime(file), Files.size(file));
    } catch (IOException e) {
      return "";
    }
  }
}
