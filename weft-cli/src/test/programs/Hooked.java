/** Waits for a signal; its hook says so. */
public class Hooked {
  public static void main(String[] args) throws Exception {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
    System.out.println("pid " + ProcessHandle.current().pid());
    Thread.sleep(Long.MAX_VALUE);
  }
}
