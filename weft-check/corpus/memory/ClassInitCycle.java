// Wrong: two classes use each other in their static initialisers; two threads that start at different ends wait for
// each other.
// Idea: the class initialisation deadlock known from many bug trackers (JLS 12.4.2). Repaired twin:
// ClassInitOrdered.java.

public class ClassInitCycle {
  static final class Left {
    static final int WIDTH = Right.base() + 1;

    static int base() {
      return 10;
    }
  }

  static final class Right {
    static final int WIDTH = Left.base() + 1;

    static int base() {
      return 20;
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Thread.Builder threads = args.length > 0 ? Thread.ofVirtual() : Thread.ofPlatform();
    Thread a = threads.start(() -> Math.abs(Left.WIDTH));
    Thread b = threads.start(() -> Math.abs(Right.WIDTH));
    a.join();
    b.join();
  }
}
