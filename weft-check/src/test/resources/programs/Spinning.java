/// Nobody ever sets the flag: a livelock.
public class Spinning {
  static volatile boolean flag;

  public static void main(String[] args) {
    while (!flag) {
      Thread.onSpinWait();
    }
  }
}
