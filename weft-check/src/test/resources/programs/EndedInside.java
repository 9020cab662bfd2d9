/// A thread may have ended before another enters its monitor, or end after that one has left it.
class EndedInside {
  public static void main(String[] args) throws InterruptedException {
    Thread thread = new Thread(() -> { });
    thread.start();
    synchronized (thread) {
      if (!thread.isAlive()) throw new AssertionError("it has ended");
    }
    thread.join();
  }
}
