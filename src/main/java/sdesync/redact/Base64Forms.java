package sdesync.redact;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A secret inside Base64 (RFC 4648 sections 4 and 5), wherever it begins: three bytes become four
 * characters, so what is before it shifts it by none, one or two bytes. The characters that a
 * neighbour shares are left out, except where the neighbour is known: the colon of {@code
 * user:secret} in a Basic header (RFC 7617), and the end.
 */
final class Base64Forms {
  private Base64Forms() {}

  static List<byte[]> of(byte[] secret) {
    Set<String> forms = new LinkedHashSet<>();
    for (int shift = 0; shift < 3; shift++) {
      add(forms, secret, shift, (shift * 8 + 5) / 6);
    }
    byte[] afterColon = afterColon(secret);
    add(forms, afterColon, 0, 1);
    add(forms, afterColon, 1, 2);
    List<byte[]> bytes = new ArrayList<>();
    for (String form : forms) {
      bytes.add(form.getBytes(ISO_8859_1));
      String url = form.replace('+', '-').replace('/', '_');
      if (!url.equals(form)) {
        bytes.add(url.getBytes(ISO_8859_1));
      }
    }
    return bytes;
  }

  /**
   * The text after {@code shift} unknown bytes, from the character {@code first} on: what is
   * certain whatever follows, and all of it when nothing follows, padded or not.
   */
  private static void add(Set<String> forms, byte[] text, int shift, int first) {
    byte[] shifted = new byte[shift + text.length];
    System.arraycopy(text, 0, shifted, shift, text.length);
    String encoded = Base64.getEncoder().encodeToString(shifted);
    int certain = shifted.length * 8 / 6;
    String unpadded = encoded.replace("=", "");
    forms.add(encoded.substring(first, certain));
    forms.add(unpadded.substring(first));
    forms.add(encoded.substring(first));
  }

  private static byte[] afterColon(byte[] secret) {
    byte[] text = new byte[secret.length + 1];
    text[0] = ':';
    System.arraycopy(secret, 0, text, 1, secret.length);
    return text;
  }
}
