import java.util.LinkedHashMap;
import java.util.Map;

/// In a map in the order of access each `get` moves an entry.
class RecentlyUsed {
  static final Map<String, Integer> CACHE = new LinkedHashMap<>(4, 0.75f, true);

  public static void main(String[] args) throws InterruptedException {
    CACHE.put("a", 1);
    CACHE.put("b", 2);
    var other = new Thread(() -> CACHE.get("a"), "other");
    other.start();
    CACHE.get("b");
    other.join();
  }
}
