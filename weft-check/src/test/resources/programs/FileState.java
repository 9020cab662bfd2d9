import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes as many steps as it was run before: it counts its runs in a file. */
public class FileState {
  public static void main(String[] args) throws IOException, InterruptedException {
    Path file = Path.of(args[0]);
    int runs = Files.exists(file) ? (int) Files.size(file) : 0;
    Files.writeString(file, "x", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    AtomicInteger sum = new AtomicInteger();
    Thread other = new Thread(sum::incrementAndGet);
    other.start();
    for (int i = 0; i < runs % 50; i++) {
      sum.incrementAndGet();
    }
    other.join();
  }
}
