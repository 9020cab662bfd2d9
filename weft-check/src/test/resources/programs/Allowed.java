import dev.weft.check.RaceAllowed;

/// A race that is meant, and one more only if there is an argument: a lost update.
public class Allowed {
  @RaceAllowed("the last writer may win")
  static int hint;

  public static void main(String[] args) throws InterruptedException {
    Thread other = new Thread(() -> hint++);
    other.start();
    hint++;
    other.join();
    if (args.length > 0 && hint != 2) {
      throw new AssertionError("hint is " + hint);
    }
  }
}
