package dev.weft.internal.run;

/// Queues tasks until there is no memory for one more, then says whether all that were queued are there.
public final class SpillStorm {
  private SpillStorm() {}

  public static void main(String[] arguments) {
    var local = new RunQueue();
    var overflow = new GlobalQueue();
    Runnable task = () -> {};
    long queued = 0;
    boolean room = true;
    while (room) {
      try {
        if (local.push(task) || local.spill(task, overflow)) {
          queued++;
        }
      } catch (OutOfMemoryError e) {
        room = false;
      }
    }
    System.out.println(queued == local.size() + overflow.size());
  }
}
