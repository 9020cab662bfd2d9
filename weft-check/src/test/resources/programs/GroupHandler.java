/// A thread group of the program's handles the exceptions of its threads, and of those in groups below it.
class GroupHandler {
  static int handled;

  public static void main(String[] args) throws InterruptedException {
    ThreadGroup workers = new ThreadGroup("workers") {
      @Override
      public void uncaughtException(Thread thread, Throwable error) {
        handled++;
      }
    };
    ThreadGroup below = new ThreadGroup(workers, "below");
    for (ThreadGroup group : new ThreadGroup[] {workers, below}) {
      Thread failing = new Thread(group, () -> {
        throw new IllegalStateException("handled");
      });
      failing.start();
      failing.join();
    }
    if (handled != 2) throw new AssertionError("handled " + handled);
  }
}
