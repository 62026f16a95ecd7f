package sdesync.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A file as a later H2 might leave it: the same, but for the format number in its two headers (H2's
 * MVStore documentation, "File Header").
 */
final class OtherH2Format {
  private static final int BLOCK = 4096;

  private OtherH2Format() {}

  static byte[] of(byte[] file) {
    byte[] other = file.clone();
    for (int at = 0; at < 2 * BLOCK; at += BLOCK) {
      String header = new String(other, at, BLOCK, StandardCharsets.ISO_8859_1);
      int fletcher = header.indexOf(",fletcher:");
      String fields = header.substring(0, fletcher).replaceFirst("format:\\d", "format:9");
      byte[] bytes = fields.getBytes(StandardCharsets.ISO_8859_1);
      String sum = String.format(",fletcher:%x\n", fletcher32(bytes));
      Arrays.fill(other, at, at + BLOCK, (byte) 0);
      ByteBuffer.wrap(other, at, BLOCK).put(bytes).put(sum.getBytes(StandardCharsets.ISO_8859_1));
    }
    return other;
  }

  private static int fletcher32(byte[] bytes) {
    int s1 = 0xffff;
    int s2 = 0xffff;
    for (int i = 0; i < bytes.length; i += 2) {
      int low = i + 1 < bytes.length ? bytes[i + 1] & 0xff : 0;
      s2 += s1 += ((bytes[i] & 0xff) << 8) | low;
      s1 = (s1 & 0xffff) + (s1 >>> 16);
      s2 = (s2 & 0xffff) + (s2 >>> 16);
    }
    s1 = (s1 & 0xffff) + (s1 >>> 16);
    s2 = (s2 & 0xffff) + (s2 >>> 16);
    return (s2 << 16) | s1;
  }
}
