package sdesync.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A data directory this process has to itself until it closes it. */
public final class DataDir implements AutoCloseable {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final Path path;
  private final FileChannel channel;

  private DataDir(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Makes the directory, mode 0700, when it is not there, and takes its lock.
   *
   * @throws StoreUnusable when others may read or write it, or it cannot be made
   * @throws StoreInUse when another process still has it after that time
   */
  public static DataDir open(Path path, Duration waitForLock) {
    try {
      make(path);
      FileChannel channel =
          FileChannel.open(
              path.resolve("lock"),
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try {
        lock(path, channel, waitForLock);
        return new DataDir(path, channel);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new StoreUnusable(
          "data.dir " + path + " cannot be used: " + e + "; it must be a directory of this user's",
          e);
    }
  }

  private static void make(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      Files.createDirectories(path, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    }
    Set<PosixFilePermission> mode = Files.getPosixFilePermissions(path);
    if (!OWNER_ONLY.containsAll(mode)) {
      throw new StoreUnusable(
          "data.dir %s has mode %s, so others can get at it; allowed is rwx------: chmod 700 it"
              .formatted(path, PosixFilePermissions.toString(mode)),
          null);
    }
  }

  private static void lock(Path path, FileChannel channel, Duration wait) throws IOException {
    long start = System.nanoTime();
    while (tryLock(channel) == null) {
      if (System.nanoTime() - start >= wait.toNanos()) {
        throw new StoreInUse(path, readPid(channel));
      }
      pause(path, channel);
    }
    channel.truncate(0);
    channel.write(
        ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)),
        0);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // this very process has it, which is no better
    }
  }

  private static OptionalLong readPid(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(20);
    channel.read(bytes, 0);
    String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).strip();
    return text.matches("[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  private static void pause(Path path, FileChannel channel) throws IOException {
    try {
      Thread.sleep(LOOK_AGAIN.toMillis());
    } catch (InterruptedException e) {
      throw new StoreInUse(path, readPid(channel)); // whoever interrupts does not want to wait
    }
  }

  public Path path() {
    return path;
  }

  /** Frees it. The lock file stays: removing it would let two processes hold two locks. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
