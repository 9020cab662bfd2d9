import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Fails in some schedules, with a message made of all that a JVM usually makes up: identity hashes, the order of hash tables,
/// secure randomness.
public class HashOrder {
  enum Colour { RED, GREEN, BLUE, WHITE, BLACK }

  static final Object LOCK = new Object();
  static final Map<Object, Integer> EARLY = new HashMap<>();
  static volatile boolean late;

  static class Key {
    final int number;

    Key(int number) {
      this.number = number;
    }
  }

  static String madeUp() {
    var text = new StringBuilder();
    Map<Key, Integer> keys = new HashMap<>();
    Map<Object, Integer> objects = new ConcurrentHashMap<>();
    for (int i = 0; i < 20; i++) {
      keys.put(new Key(i), i);
      objects.put(new Object(), i);
      EARLY.put(new ArrayList<>(List.of(i)), i);
    }
    text.append(keys.values()).append(objects.values());
    Set<Colour> colours = new HashSet<>(List.of(Colour.values()));
    text.append(colours).append(Set.of("a", "b", "c", "d", "e", "f")).append(Map.of("x", 1, "y", 2, "z", 3));
    text.append(System.identityHashCode(LOCK)).append(new Key(1).hashCode()).append(new Object());
    List<Integer> shuffled = new ArrayList<>(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9));
    Collections.shuffle(shuffled);
    text.append(shuffled).append(UUID.randomUUID()).append(new SecureRandom().nextInt());
    text.append(new SplittableRandom().nextInt()).append(new SecureRandom().generateSeed(1)[0]);
    return text.toString();
  }

  public static void main(String[] args) throws InterruptedException {
    String before = madeUp();
    Thread thread = new Thread(() -> late = true);
    thread.start();
    boolean seen = late;
    thread.join();
    if (seen) {
      throw new AssertionError(before + madeUp());
    }
  }
}
