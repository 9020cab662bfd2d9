import java.util.ArrayList;
import java.util.List;

/** Fails always: what the columns say is looked at. */
class Columns {
  final List<String> names = new ArrayList<>();

  /*
   * A line that has no code.
   */
  synchronized void take() {
    if (names.isEmpty() || names.size() < 2) {
      throw new IllegalStateException("empty");
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Columns columns = new Columns();
    Thread other = new Thread(() -> {
      synchronized (columns) {
        columns.names.add("a");
      }
    });
    other.start();
    other.join();
    columns.take();
  }
}
