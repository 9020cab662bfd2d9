import java.util.concurrent.locks.LockSupport;

/** Main ends while virtual threads wait for nothing: they keep no program alive. */
public class Leaves {
  public static void main(String[] args) {
    for (int i = 0; i < 100; i++) {
      Thread.startVirtualThread(LockSupport::park);
    }
    System.out.println("main ends");
  }
}
