package sdesync.process;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * A pipe of our own for one stream of a command. The JDK's pipes will not do: when their process
 * exits and nobody is reading at that moment they are emptied and closed, so that what a child of
 * the process still writes is lost, and that it holds the pipe open goes unseen.
 *
 * <p>It is a nameless FIFO, made with mkfifo(1) and opened again by way of /proc/self/fd. Once its
 * last writer has closed it, it serves the next command.
 */
final class OutputPipe {
  private static final Path OPEN_FILES = Path.of("/proc/self/fd");
  private static final Deque<OutputPipe> FREE = new ArrayDeque<>();

  private final FileInputStream out;
  private final File in;
  private boolean abandoned;

  private OutputPipe(FileInputStream out, File in) {
    this.out = out;
    this.in = in;
  }

  /** One that nobody uses; to be given back or abandoned. */
  static OutputPipe take() {
    OutputPipe free;
    synchronized (FREE) {
      free = FREE.poll();
    }
    return free != null ? free : make();
  }

  /** Only after the end of its output was read. */
  void giveBack() {
    synchronized (FREE) {
      FREE.push(this);
    }
  }

  /** Where a command is to write. */
  ProcessBuilder.Redirect in() {
    return ProcessBuilder.Redirect.appendTo(in); // to() would truncate, which nothing here should
  }

  /** Like {@link java.io.InputStream#read(byte[])}: waits, and -1 when all writers are gone. */
  int read(byte[] into) throws IOException {
    return out.read(into);
  }

  /** Lets a reader return that waits for a writer which will not end. */
  synchronized void wakeReader() {
    if (abandoned) {
      return; // the number of the open file may be another's by now
    }
    try (RandomAccessFile writer = new RandomAccessFile(in, "rw")) {
      writer.write(0);
    } catch (IOException e) {
      // The reader stays until the writer ends.
    }
  }

  synchronized void abandon() {
    abandoned = true;
    try {
      out.close();
    } catch (IOException e) {
      // Nothing more is wanted of it.
    }
  }

  private static OutputPipe make() {
    try {
      Path folder = Files.createTempDirectory("sde-sync-pipe").toRealPath();
      Path fifo = folder.resolve("fifo");
      try {
        makeFifo(fifo);
        FileInputStream out = open(fifo);
        return new OutputPipe(out, openFile(fifo).toFile());
      } finally {
        Files.deleteIfExists(fifo);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new CannotStart(
          "Cannot make a pipe for a command's output in "
              + System.getProperty("java.io.tmpdir")
              + "; it must be writable, and mkfifo (coreutils) is needed",
          e);
    }
  }

  private static FileInputStream open(Path fifo) throws IOException {
    // Without a writer the opening for reading would wait for one. This one never waits: fifo(7).
    RandomAccessFile writer = new RandomAccessFile(fifo.toFile(), "rw");
    try {
      return new FileInputStream(fifo.toFile());
    } finally {
      writer.close();
    }
  }

  /** The name under /proc/self/fd of the one open file that is this FIFO. */
  private static Path openFile(Path fifo) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(OPEN_FILES)) {
      for (Path file : files) {
        if (leadsTo(fifo, file)) {
          return file;
        }
      }
    }
    throw new IOException("No open file in " + OPEN_FILES + " is " + fifo);
  }

  private static boolean leadsTo(Path fifo, Path file) {
    try {
      return Files.readSymbolicLink(file).equals(fifo);
    } catch (IOException e) {
      return false; // closed meanwhile
    }
  }

  private static void makeFifo(Path fifo) throws IOException {
    Process mkfifo = new ProcessBuilder("mkfifo", "-m", "600", fifo.toString()).start();
    boolean ended =
        Waiting.on(
            nanos -> mkfifo.waitFor(nanos, TimeUnit.NANOSECONDS), TimeUnit.SECONDS.toNanos(10));
    if (!ended || mkfifo.exitValue() != 0) {
      throw new IOException("mkfifo " + fifo + " failed");
    }
  }
}
