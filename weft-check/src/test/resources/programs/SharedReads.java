import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Two threads read what nobody changes any more.
class SharedReads {
  static final TreeMap<Integer, String> MAP = new TreeMap<>(Map.of(1, "a", 5, "b"));
  static final TreeSet<Integer> SET = new TreeSet<>(List.of(1, 2));
  static final LinkedHashMap<String, Integer> INSERTED = new LinkedHashMap<>(Map.of("a", 1));
  static final ArrayDeque<Integer> QUEUE = new ArrayDeque<>(List.of(1, 2));
  static final ArrayList<Integer> LIST = new ArrayList<>(List.of(1, 2));
  static final BitSet BITS = BitSet.valueOf(new long[] {3});
  static final StringBuilder TEXT = new StringBuilder("text");

  public static void main(String[] args) throws InterruptedException {
    var other = new Thread(SharedReads::read);
    other.start();
    read();
    other.join();
  }

  static void read() {
    MAP.floorEntry(3);
    MAP.subMap(1, 5);
    SET.headSet(2);
    INSERTED.get("a");
    QUEUE.reversed();
    LIST.listIterator().hasPrevious();
    BITS.nextClearBit(0);
    TEXT.subSequence(0, 1);
  }
}
