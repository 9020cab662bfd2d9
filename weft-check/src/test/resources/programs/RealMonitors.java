import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Hashtable;
import java.util.Map;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;

/** JDK code that holds a monitor of its own while it calls the program back. */
class RealMonitors {
  final Object audit = new Object();
  int audits;

  /** Its text is made under a lock. */
  class Audited extends Exception {
    private static final long serialVersionUID = 1;

    @Override
    public String toString() {
      synchronized (audit) {
        return "audit " + ++audits;
      }
    }
  }

  static class Sink extends OutputStream {
    int written;

    @Override
    public void write(int b) {
      written++;
    }
  }

  class Slow extends StringWriter {
    @Override
    public void write(String text, int from, int length) {
      synchronized (audit) {
        audits++;
      }
      super.write(text, from, length);
    }
  }

  static void both(Runnable first, Runnable second) throws InterruptedException {
    Thread one = new Thread(first, "first");
    Thread two = new Thread(second, "second");
    one.start();
    two.start();
    one.join();
    two.join();
  }

  void print(Object text) {
    System.out.printf("%s %s%n", text, text);
  }

  void underAudit(Runnable action) {
    synchronized (audit) {
      action.run();
    }
  }

  static void count(Vector<Integer> counts) {
    synchronized (counts) {
      if (counts.isEmpty()) {
        counts.add(1);
      } else {
        counts.set(0, counts.get(0) + 1);
      }
    }
  }

  int audited(int number) {
    synchronized (audit) {
      return number + 1;
    }
  }

  static void cross(Map<String, Integer> outer, Map<String, Integer> inner) {
    outer.compute("a", (key, old) -> old + inner.merge("a", 1, Integer::sum));
  }

  void run(String how) throws InterruptedException {
    Exception text = new Audited();
    Vector<Integer> numbers = new Vector<>();
    switch (how) {
      case "printf" -> both(() -> print(text), () -> print(text));
      case "trace" -> both(() -> text.printStackTrace(), () -> text.printStackTrace());
      case "writer" -> {
        PrintWriter writer = new PrintWriter(new Slow());
        both(() -> writer.print("one"), () -> writer.print("two"));
      }
      case "sink" -> {
        Sink sink = new Sink();
        PrintStream stream = new PrintStream(sink, true);
        both(() -> stream.print("ab"), () -> stream.print("cd"));
        if (sink.written != 4) {
          throw new AssertionError("written " + sink.written);
        }
      }
      case "compound" -> {
        both(() -> count(numbers), () -> count(numbers));
        if (numbers.get(0) != 2) {
          throw new AssertionError("counts " + numbers);
        }
      }
      case "print under audit" -> both(() -> print(text), () -> underAudit(() -> System.out.println("done")));
      case "audit under print" -> both(() -> underAudit(() -> System.out.println("done")), () -> print(text));
      case "vector" -> {
        numbers.add(1);
        both(() -> numbers.replaceAll(this::audited), () -> underAudit(() -> numbers.add(2)));
      }
      case "table" -> {
        Map<String, Integer> table = new Hashtable<>(Map.of("a", 1));
        both(() -> table.compute("a", (key, old) -> audited(old)), () -> underAudit(() -> table.put("b", 2)));
      }
      case "cross" -> {
        Map<String, Integer> one = new ConcurrentHashMap<>(Map.of("a", 1));
        Map<String, Integer> two = new ConcurrentHashMap<>(Map.of("a", 1));
        both(() -> cross(one, two), () -> cross(two, one));
      }
      default -> throw new IllegalArgumentException(how);
    }
  }

  public static void main(String[] args) throws InterruptedException {
    new RealMonitors().run(args[0]);
  }
}
