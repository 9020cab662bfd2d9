/// Time passes while a thread is busy: what goes on until another thread has slept is no livelock.
class BusyMeanwhile {
  static volatile boolean on = true;
  static long turns;

  public static void main(String[] args) throws InterruptedException {
    Thread busy = new Thread(() -> {
      while (on) turns++;
    });
    busy.start();
    Thread.sleep(10);
    on = false;
    busy.join();
  }
}
