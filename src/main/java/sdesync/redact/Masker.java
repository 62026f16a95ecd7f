package sdesync.redact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Puts {@code ***} in the place of secrets, in whatever usual form they are written. Immutable, for
 * any number of threads. What is no secret comes out byte for byte.
 */
public final class Masker {
  /** A shorter secret, in characters, is not masked: it would blank half of every text. */
  public static final int SHORTEST = 6;

  private static final Masker NOTHING = new Masker(Set.of(), new LongAdder());

  private final Set<String> secrets;
  private final LongAdder masked;
  private volatile @Nullable Automaton automaton;

  private Masker(Set<String> secrets, LongAdder masked) {
    this.secrets = secrets;
    this.masked = masked;
  }

  /** A masker of these; those shorter than {@link #SHORTEST} characters are left out. */
  public static Masker of(Collection<String> secrets) {
    return of(secrets, new LongAdder());
  }

  /**
   * @param masked counts what was masked
   */
  public static Masker of(Collection<String> secrets, LongAdder masked) {
    Set<String> maskable = new LinkedHashSet<>(secrets);
    maskable.removeIf(secret -> secret.length() < SHORTEST);
    return maskable.isEmpty() ? NOTHING : new Masker(maskable, masked);
  }

  /** The text with its secrets masked; the same text if it has none. */
  public String mask(String text) {
    if (secrets.isEmpty() || text.isEmpty()) {
      return text;
    }
    byte[] plain = text.getBytes(UTF_8);
    ByteArrayOutputStream masked = new ByteArrayOutputStream(plain.length);
    try (OutputStream stream = stream(masked)) {
      stream.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write to memory", e);
    }
    byte[] result = masked.toByteArray();
    return Arrays.equals(plain, result) ? text : new String(result, UTF_8);
  }

  /**
   * A stream that masks what is written to it and writes the rest on, for one thread. A secret may
   * be split over any number of writes: bytes that may be the beginning of one wait until more
   * comes. {@code close} writes them and closes the sink; {@code flush} cannot, as the rest of the
   * secret may follow.
   */
  public OutputStream stream(OutputStream sink) {
    return secrets.isEmpty() ? sink : new MaskedStream(this::automaton, sink, masked);
  }

  /** Built when first needed: many runs print nothing. */
  private Automaton automaton() {
    Automaton built = automaton;
    if (built == null) {
      Set<ByteBuffer> patterns = new LinkedHashSet<>();
      secrets.forEach(secret -> patterns.addAll(Forms.of(secret)));
      built = new Automaton(patterns);
      automaton = built;
    }
    return built;
  }

  @Override
  public String toString() {
    return "Masker[" + secrets.size() + "]";
  }
}
