package sdesync.blackbox;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A network between a program and a server on this machine, which can be cut or go silent. */
final class TcpRelay implements AutoCloseable {
  private enum State {
    OPEN,
    SILENT,
    CUT,
    CLOSED
  }

  private final InetSocketAddress server;
  private final ServerSocket door;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private State state = State.OPEN;

  TcpRelay(int serverPort) {
    try {
      server = new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort);
      door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    begin(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  /** Every connection breaks, and so does every new one. */
  void cut() {
    become(State.CUT);
    open.forEach(TcpRelay::end);
  }

  /** Nothing gets through and nobody is told, as when a cable is pulled. */
  void silence() {
    become(State.SILENT);
  }

  void mend() {
    become(State.OPEN);
  }

  private synchronized void become(State next) {
    state = next;
    notifyAll();
  }

  /** Waits for as long as it is silent. */
  private synchronized State state() {
    while (state == State.SILENT) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return state;
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        begin(() -> connect(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void connect(Socket client) {
    var there = new Socket();
    open.add(client);
    open.add(there);
    try {
      if (state() != State.OPEN) {
        throw new IOException("cut");
      }
      there.connect(server, 2_000);
      begin(() -> carry(there, client));
      carry(client, there);
    } catch (IOException e) {
      end(client);
      end(there);
    }
  }

  private void carry(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      var piece = new byte[16 * 1024];
      for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
        if (state() != State.OPEN) {
          break;
        }
        out.write(piece, 0, length);
      }
    } catch (IOException e) {
      // The other end has gone: this one goes too.
    } finally {
      end(from);
      end(to);
      open.remove(from);
      open.remove(to);
    }
  }

  private static void end(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It was closed already.
    }
  }

  private static void begin(Runnable work) {
    var thread = new Thread(work, "relay");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    become(State.CLOSED);
    end(door);
    open.forEach(TcpRelay::end);
  }
}
