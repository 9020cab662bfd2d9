import java.util.ArrayList;
import java.util.List;

/// Static state must be new in every schedule; an initialiser may block; nobody may see half of it.
public class Clinit {
  static class Holder {
    static final List<String> LIST = new ArrayList<>();
    static int half = 1;
    static int number = 5;

    static {
      Thread helper = new Thread(Clinit::nothing);
      helper.start();
      try {
        helper.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      half = 2;
    }
  }

  enum Kind { ONE, TWO }

  static int runs;

  static void nothing() { }

  public static void main(String[] args) throws InterruptedException {
    if (runs++ != 0 || Holder.half != 2 || Holder.number++ != 5 || Kind.valueOf("TWO") != Kind.TWO) {
      throw new AssertionError("static state came from another schedule");
    }
    Holder.LIST.add("a");
    Thread other = new Thread(() -> {
      synchronized (Holder.LIST) {
        if (Holder.half != 2 || Holder.LIST.isEmpty()) {
          throw new AssertionError("half-built statics");
        }
      }
    });
    other.start();
    synchronized (Holder.LIST) {
      Holder.LIST.add("b");
    }
    other.join();
    if (Holder.LIST.size() != 2) {
      throw new AssertionError("list is " + Holder.LIST);
    }
  }
}
