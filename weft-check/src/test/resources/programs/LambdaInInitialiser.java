/** An initialiser waits for a thread that runs a lambda of the same class: its body is a static method, so the thread waits for the
 * initialiser. With an argument the thread runs code of another class. */
public class LambdaInInitialiser {
  static boolean elsewhere;

  static void nothing() { }

  static class Holder {
    static final int VALUE;

    static {
      Thread helper = elsewhere ? new Thread(LambdaInInitialiser::nothing, "helper") : new Thread(() -> { }, "helper");
      helper.start();
      try {
        helper.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      VALUE = 1;
    }
  }

  public static void main(String[] args) {
    elsewhere = args.length > 0;
    if (Holder.VALUE != 1) {
      throw new AssertionError();
    }
  }
}
