/** A name and a message that would paint the terminal, or draw lines of a report. */
public class Painted {
  static int count;

  public static void main(String[] args) throws Exception {
    Thread other = new Thread(() -> {
      count++;
      throw new IllegalStateException("red \u001b[31m alert");
    }, "oth\u001b[2Jer\nmain");
    other.start();
    count++;
    other.join();
  }
}
