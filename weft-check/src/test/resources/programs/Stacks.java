import java.util.Arrays;

/// A thread sees its own frames, whoever runs on the same carrier, and an exception has those of the thread that made it.
public class Stacks {
  public static void main(String[] args) throws InterruptedException {
    Thread other = new Thread(Stacks::other);
    other.start();
    synchronized (Stacks.class) {
      look("main", "other");
    }
    other.join();
  }

  static void other() {
    synchronized (Stacks.class) {
      look("other", "main");
    }
  }

  static void look(String mine, String theirs) {
    see(Thread.currentThread().getStackTrace(), mine, theirs);
    Thread.yield();
    see(new Throwable().getStackTrace(), mine, theirs);
    if (StackWalker.getInstance().walk(frames -> frames.noneMatch(frame -> frame.getMethodName().equals(mine)))) {
      throw new AssertionError("the walker does not see " + mine);
    }
  }

  static void see(StackTraceElement[] stack, String mine, String theirs) {
    if (!has(stack, mine) || has(stack, theirs)) {
      throw new AssertionError(Arrays.toString(stack));
    }
  }

  static boolean has(StackTraceElement[] stack, String method) {
    return Arrays.stream(stack).anyMatch(frame -> frame.getClassName().equals("Stacks") && frame.getMethodName().equals(method));
  }
}
