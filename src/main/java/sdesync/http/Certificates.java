package sdesync.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.apache.hc.client5.http.ssl.TrustAllStrategy;
import org.apache.hc.core5.ssl.SSLContextBuilder;
import org.jspecify.annotations.Nullable;

/** Whom we trust: the authorities the JVM trusts, and those of http.ca beside them. */
public final class Certificates {
  private Certificates() {}

  /**
   * @param bundle PEM certificates; null for the JVM's authorities alone
   * @throws IllegalArgumentException when the bundle cannot be read or holds no certificate
   */
  public static SSLContext trusting(@Nullable Path bundle) {
    try {
      List<Certificate> trusted = new ArrayList<>(Arrays.asList(jvm().getAcceptedIssuers()));
      if (bundle != null) {
        trusted.addAll(pem(bundle));
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (int i = 0; i < trusted.size(); i++) {
        store.setCertificateEntry("ca-" + i, trusted.get(i));
      }
      TrustManagerFactory factory = factory();
      factory.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this JVM cannot set up TLS", e);
    }
  }

  /** Whoever answers; only where {@code run.allow-insecure-targets} or loopback permits it. */
  static SSLContext trustingAnyone() {
    try {
      return SSLContextBuilder.create().loadTrustMaterial(TrustAllStrategy.INSTANCE).build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM cannot set up TLS", e);
    }
  }

  private static Collection<? extends Certificate> pem(Path bundle) {
    try (InputStream in = Files.newInputStream(bundle)) {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (found.isEmpty() || !found.stream().allMatch(X509Certificate.class::isInstance)) {
        throw unfit(bundle, null);
      }
      return found;
    } catch (IOException | GeneralSecurityException e) {
      throw unfit(bundle, e);
    }
  }

  private static IllegalArgumentException unfit(Path bundle, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "http.ca: " + bundle + " is not a readable PEM bundle with at least one certificate",
        cause);
  }

  private static X509TrustManager jvm() throws GeneralSecurityException {
    TrustManagerFactory factory = factory();
    factory.init((KeyStore) null);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static TrustManagerFactory factory() throws GeneralSecurityException {
    return TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
  }
}
