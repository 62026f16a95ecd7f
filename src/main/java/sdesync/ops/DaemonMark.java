package sdesync.ops;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says that a daemon of this {@code data.dir} lives, and where it answers: a locked file with pid
 * and URL. The kernel gives the lock back however the daemon ends, so a left-over file means
 * nothing.
 *
 * <p>Trap: closing any channel of a file gives back all locks this process has on it, so a daemon
 * must never look for itself.
 */
public final class DaemonMark implements AutoCloseable {
  private static final String FILE = "daemon.lock";

  private final FileChannel channel;

  private DaemonMark(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * A daemon that lives.
   *
   * @param pid 0 when it could not be read
   * @param url null while it does not serve yet
   */
  public record Live(long pid, @Nullable URI url) {}

  /** Marks this process as the daemon of the folder; throws {@link OpsMisconfigured}. */
  public static DaemonMark hold(Path dataDir) {
    Path file = dataDir.resolve(FILE);
    try {
      Files.createDirectories(
          dataDir,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      FileChannel channel =
          FileChannel.open(
              file,
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      if (lock(channel) == null) {
        channel.close();
        throw new OpsMisconfigured(
            "another daemon, pid "
                + read(file).pid()
                + ", works in data.dir "
                + dataDir
                + "; stop it, or give this one a data.dir of its own");
      }
      var mark = new DaemonMark(channel);
      mark.write("");
      return mark;
    } catch (IOException e) {
      throw new OpsMisconfigured(
          "data.dir " + dataDir + " cannot be used (" + e + "); make it writable for this user", e);
    }
  }

  /** Tells clients where this daemon answers. */
  public void serves(URI url) {
    try {
      write(url.toString());
    } catch (IOException e) {
      throw new OpsMisconfigured("data.dir cannot be written (" + e + ")", e);
    }
  }

  /** The daemon of the folder that lives now; throws {@link OpsMisconfigured} when unreadable. */
  public static Optional<Live> live(Path dataDir) {
    Path file = dataDir.resolve(FILE);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        FileLock free = shared(channel)) {
      return free == null ? Optional.of(read(file)) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new OpsMisconfigured(
          "whether a daemon works in data.dir "
              + dataDir
              + " cannot be seen ("
              + e
              + "); run as the daemon's user, or set ops.url and ops.token",
          e);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    // A client that looks holds a shared lock for a moment; a daemon holds its own for good.
    for (int tries = 0; tries < 50; tries++) {
      FileLock lock = exclusive(channel);
      if (lock != null) {
        return lock;
      }
      Thread.onSpinWait();
    }
    return null;
  }

  private static @Nullable FileLock exclusive(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static @Nullable FileLock shared(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(0, Long.MAX_VALUE, true);
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private void write(String url) throws IOException {
    byte[] text =
        (ProcessHandle.current().pid() + "\n" + url + "\n").getBytes(StandardCharsets.UTF_8);
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(text), 0);
    channel.force(false);
  }

  private static Live read(Path file) throws IOException {
    String[] lines = Files.readString(file).split("\n", -1);
    long pid = lines[0].matches("\\d{1,18}") ? Long.parseLong(lines[0]) : 0;
    URI url = lines.length > 1 && !lines[1].isBlank() ? URI.create(lines[1]) : null;
    return new Live(pid, url);
  }

  /** Gives the mark back. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The process ends, and the lock with it.
      throw new IllegalStateException("the daemon's mark cannot be given back", e);
    }
  }
}
