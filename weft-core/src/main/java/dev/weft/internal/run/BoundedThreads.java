package dev.weft.internal.run;

import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/// A new platform thread for each task, at most so many at a time; further tasks wait, first come, first served.
///
/// Threads are not reused: a fiber must not find the thread locals or the name of another one, and must inherit from whoever
/// forks it. So each task's thread is made when it comes and started when it is its turn.
/// Invariant: nobody waits while fewer than the bound are running.
final class BoundedThreads implements Executor {
  private final ThreadFactory factory;
  private final Queue<Thread> waiting = new ArrayDeque<>(); // guarded by this
  private int free; // guarded by this

  BoundedThreads(int bound, ThreadFactory factory) {
    this.free = bound;
    this.factory = factory;
  }

  @Override
  public void execute(Runnable task) {
    Objects.requireNonNull(task, "task");
    Thread thread =
        factory.newThread(
            () -> {
              try {
                task.run();
              } finally {
                ended();
              }
            });
    synchronized (this) {
      if (free == 0) {
        waiting.add(thread);
        return;
      }
      free--;
    }
    try {
      thread.start();
    } catch (OutOfMemoryError e) { // the system gives no more threads
      ended();
      throw e;
    }
  }

  private void ended() {
    Thread next;
    synchronized (this) {
      next = waiting.poll();
      if (next == null) {
        free++;
        return;
      }
    }
    next.start();
  }

  /// How many wait for a thread.
  synchronized int queued() {
    return waiting.size();
  }
}
