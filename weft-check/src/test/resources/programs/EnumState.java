import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** State in the constants of an enum and in the constants of an interface must be new in every schedule. */
public class EnumState {
  enum Registry {
    INSTANCE, OTHER {
      int calls;

      @Override
      int next() {
        return ++calls;
      }
    };

    final AtomicInteger count = new AtomicInteger();
    int plain = 3;
    final List<String> names = new ArrayList<>();

    int next() {
      return ++plain;
    }
  }

  interface Shared {
    List<String> LOG = new ArrayList<>();
    int[] CELLS = new int[2];
    Runnable NOTHING = () -> { };
  }

  public static void main(String[] args) throws InterruptedException {
    Thread other = new Thread(() -> Registry.INSTANCE.count.incrementAndGet());
    other.start();
    Registry.INSTANCE.count.incrementAndGet();
    other.join();
    Registry.INSTANCE.names.add("main");
    Shared.LOG.add("main");
    Shared.CELLS[0]++;
    Shared.NOTHING.run();
    if (Registry.INSTANCE.count.get() != 2 || Registry.INSTANCE.next() != 4 || Registry.OTHER.next() != 1
        || Registry.INSTANCE.names.size() != 1 || Shared.LOG.size() != 1 || Shared.CELLS[0] != 1
        || Registry.valueOf("OTHER") != Registry.OTHER) {
      throw new AssertionError("state came from another schedule");
    }
  }
}
