package sdesync.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who owns a file, by number: Java gives names, and two numbers may share one. */
final class FileOwner {
  /** Of no file. */
  static final int UNKNOWN = -1;

  private FileOwner() {}

  /** The owner of what the path leads to; links are followed. */
  static int of(Path file) {
    try {
      return (Integer) Files.getAttribute(file, "unix:uid");
    } catch (IOException e) {
      return UNKNOWN;
    }
  }

  /** The user this process acts as. */
  static int self() {
    return of(Path.of("/proc/self"));
  }
}
