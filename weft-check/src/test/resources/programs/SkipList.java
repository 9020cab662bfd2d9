import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;

/// What was done before something was put into a skip list is seen by whoever finds it there: its nodes are written by compare-and-set and
/// read behind fences.
class SkipList {
  static class Box implements Comparable<Box> {
    int content;

    @Override
    public int compareTo(Box other) {
      return 0;
    }
  }

  public static void main(String[] args) throws InterruptedException {
    var map = new ConcurrentSkipListMap<Integer, Box>();
    var set = new ConcurrentSkipListSet<Box>();
    Thread putting = new Thread(() -> {
      Box box = new Box();
      box.content = 1;
      map.put(1, box);
      map.replace(1, box);
      Box other = new Box();
      other.content = 1;
      set.add(other);
    });
    putting.start();
    Box found = map.get(1);
    if (found != null && found.content != 1) throw new AssertionError("found " + found.content);
    for (Box box : set) if (box.content != 1) throw new AssertionError("walked past " + box.content);
    putting.join();
  }
}
