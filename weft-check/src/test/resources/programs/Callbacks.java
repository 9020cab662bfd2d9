import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;

/// JDK code that calls back while it holds a real monitor, and JDK classes that guard themselves.
public class Callbacks {
  public static void main(String[] args) throws InterruptedException {
    ConcurrentHashMap<String, Integer> map = new ConcurrentHashMap<>();
    Object lock = new Object();
    int[] calls = {0};
    Runnable work = () -> {
      for (int i = 0; i < 2; i++) {
        map.compute("k", (k, v) -> {
          synchronized (lock) {
            calls[0]++;
          }
          return v == null ? 1 : v + 1;
        });
      }
    };
    Thread platform = new Thread(work);
    Thread virtual = Thread.startVirtualThread(work);
    platform.start();
    platform.join();
    virtual.join();
    List<Integer> list = Collections.synchronizedList(new ArrayList<>());
    Vector<Integer> vector = new Vector<>();
    Thread adder = new Thread(() -> {
      list.add(1);
      vector.add(1);
    });
    adder.start();
    list.add(2);
    vector.add(2);
    adder.join();
    if (map.get("k") != 4 || calls[0] != 4 || list.size() != 2 || vector.size() != 2) {
      throw new AssertionError("lost");
    }
  }
}
