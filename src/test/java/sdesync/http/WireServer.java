package sdesync.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server below HTTP: it keeps each request head as it came and answers whatever it is told. */
public final class WireServer implements AutoCloseable {
  private final ServerSocket socket;
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong sent = new AtomicLong();
  private volatile Script script = (request, out) -> false;

  /** Answers one request. */
  public interface Script {
    /**
     * @param head request line and headers, exactly as they came
     * @return whether the connection stays open
     */
    boolean answer(String head, OutputStream out) throws IOException;
  }

  public WireServer() throws IOException {
    this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
  }

  public WireServer(ServerSocket socket) {
    this.socket = socket;
    daemon(this::accept);
  }

  public void answer(Script next) {
    script = next;
  }

  /** One whole answer of 200 with a JSON body. */
  public void json(String body) {
    script = (head, out) -> write(out, "200 OK", "application/json", body);
  }

  public void status(String status, String... headers) {
    script =
        (head, out) -> {
          out.write(
              ("HTTP/1.1 "
                      + status
                      + "\r\n"
                      + String.join("\r\n", headers)
                      + (headers.length == 0 ? "" : "\r\n")
                      + "Content-Length: 2\r\n\r\n{}")
                  .getBytes(StandardCharsets.ISO_8859_1));
          return true;
        };
  }

  public static boolean write(OutputStream out, String status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    out.write(
        ("HTTP/1.1 "
                + status
                + "\r\nContent-Type: "
                + type
                + "\r\nContent-Length: "
                + bytes.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1));
    out.write(bytes);
    return true;
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  /** The request heads in the order they came. */
  public List<String> heads() {
    return heads;
  }

  /** The requests' bodies in the order they came; empty for one without. */
  public List<String> bodies() {
    return bodies;
  }

  /** The request lines' targets: path and query. */
  public List<String> targets() {
    return heads.stream().map(head -> head.split(" ", 3)[1]).toList();
  }

  public void forget() {
    heads.clear();
    bodies.clear();
    sent.set(0);
  }

  /** Bytes written to all connections. */
  public long sent() {
    return sent.get();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        open.add(connection);
        daemon(() -> serve(connection));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = connection.getInputStream();
      OutputStream out = new Counted(connection.getOutputStream());
      boolean more = true;
      while (more) {
        String head = head(in);
        if (head.isEmpty()) {
          return;
        }
        bodies.add(body(head, in));
        heads.add(head);
        more = script.answer(head, out);
        out.flush();
      }
    } catch (IOException e) {
      // The client hung up.
    } finally {
      open.remove(connection);
    }
  }

  private static String head(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    int b;
    while ((b = in.read()) >= 0) {
      head.write(b);
      String text = head.toString(StandardCharsets.ISO_8859_1);
      if (text.endsWith("\r\n\r\n")) {
        return text;
      }
    }
    return "";
  }

  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)\r\n");

  private static String body(String head, InputStream in) throws IOException {
    Matcher length = LENGTH.matcher(head);
    return length.find()
        ? new String(in.readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.UTF_8)
        : "";
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "wire-server");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket connection : open) {
      connection.close();
    }
  }

  private final class Counted extends OutputStream {
    private final OutputStream out;

    Counted(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      sent.incrementAndGet();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      sent.addAndGet(length);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }
  }
}
