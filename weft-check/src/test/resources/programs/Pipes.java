import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;

/** A pipe between two threads, which holds less than is sent. */
class Pipes {
  public static void main(String[] args) throws IOException, InterruptedException {
    PipedInputStream in = new PipedInputStream(1);
    PipedOutputStream out = new PipedOutputStream(in);
    int[] sum = new int[1];
    Thread reader = new Thread(() -> {
      try {
        for (int read = in.read(); read >= 0; read = in.read()) {
          sum[0] += read;
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
    reader.start();
    out.write(1);
    out.write(2);
    if (args[0].equals("closed")) {
      out.close();
    }
    reader.join();
    if (sum[0] != 3) {
      throw new AssertionError("read " + sum[0]);
    }
  }
}
