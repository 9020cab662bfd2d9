import java.util.Map;

/** Every thread is a thread of the system, platform or virtual, with its own frames and name. */
public class RealThreads {
  static void check(String name) {
    Thread me = Thread.currentThread();
    StackTraceElement[] own = new Throwable().getStackTrace();
    if (!me.getName().equals(name) || !own[0].getMethodName().equals("check")) {
      throw new AssertionError("wrong identity: " + me);
    }
    if (!me.isVirtual()) {
      Map<Thread, StackTraceElement[]> all = Thread.getAllStackTraces();
      StackTraceElement[] seen = all.get(me);
      if (seen == null || !seen[seen.length - 1].getMethodName().equals(me.getName().equals("main") ? "runWith" : "run")
          && !seen[seen.length - 1].getMethodName().equals("run")) {
        throw new AssertionError("the system does not know " + me);
      }
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Thread platform = new Thread(() -> check("platform"), "platform");
    Thread virtual = Thread.ofVirtual().name("virtual").start(() -> check("virtual"));
    Thread own = new Thread("own") {
      @Override
      public void run() {
        check("own");
      }
    };
    platform.start();
    own.start();
    check("main");
    platform.join();
    virtual.join();
    own.join();
  }
}
