import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/// Waits for something outside, as the argument says; on a virtual thread if there is another one.
public class Outside {
  static void wait(String what) {
    try {
      var local = InetAddress.getLoopbackAddress();
      switch (what) {
        case "accept" -> new ServerSocket(0, 1, local).accept();
        case "read" -> {
          var server = new ServerSocket(0, 1, local);
          new Socket(local, server.getLocalPort()).getInputStream().read();
        }
        case "channel" -> {
          var server = ServerSocketChannel.open().bind(new java.net.InetSocketAddress(local, 0));
          SocketChannel.open(server.getLocalAddress()).read(java.nio.ByteBuffer.allocate(1));
        }
        case "process" -> new ProcessBuilder("sleep", "100").start().waitFor();
        case "input" -> System.in.read();
        default -> throw new IllegalArgumentException(what);
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Runnable body = () -> wait(args[0]);
    Thread thread = args.length > 1 ? Thread.ofVirtual().start(body) : Thread.ofPlatform().start(body);
    thread.join();
  }
}
