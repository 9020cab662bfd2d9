import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;

/** One access of each of two threads to one atomic, one of them in a weak mode: they conflict, so two executions. */
class WeakAtomics {
  public static void main(String[] args) throws InterruptedException {
    var number = new AtomicInteger();
    var reference = new AtomicReference<>("");
    var flag = new AtomicBoolean();
    var cells = new AtomicIntegerArray(2);
    switch (args[0]) {
      case "getPlain" -> both(() -> number.set(1), number::getPlain);
      case "getOpaque" -> both(() -> number.set(1), number::getOpaque);
      case "setPlain" -> both(number::get, () -> number.setPlain(1));
      case "setOpaque" -> both(number::get, () -> number.setOpaque(1));
      case "compareAndSet" -> both(() -> number.set(1), () -> number.weakCompareAndSetPlain(0, 2));
      case "reference" -> both(() -> reference.set("a"), reference::getPlain);
      case "flag" -> both(flag::get, () -> flag.setPlain(true));
      case "cell" -> both(() -> cells.set(1, 1), () -> cells.getPlain(1));
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  private static void both(Runnable one, Runnable two) throws InterruptedException {
    Thread other = new Thread(one);
    other.start();
    two.run();
    other.join();
  }
}
