package dev.weft.internal.run;

import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/// A new platform thread for each task, at most so many at a time; further tasks wait, first come, first served.
///
/// Threads are not reused: a fiber must not find the thread locals or the name of another one, and must inherit from whoever
/// forks it. So each task's thread is made when it comes and started when it is its turn. A fiber for which the system gives no thread
/// then ends without a run.
/// Invariant: nobody waits while fewer than the bound are running.
final class BoundedThreads implements Executor {
  private final ThreadFactory factory;
  private final Queue<Unstarted> waiting = new ArrayDeque<>(); // guarded by this
  private int free; // guarded by this

  private record Unstarted(Thread thread, Runnable task) {}

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
        waiting.add(new Unstarted(thread, task));
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
    boolean started = false;
    while (!started) {
      Unstarted next;
      synchronized (this) {
        next = waiting.poll();
        if (next == null) {
          free++;
          return;
        }
      }
      started = start(next);
    }
  }

  private static boolean start(Unstarted next) {
    try {
      next.thread.start();
      return true;
    } catch (OutOfMemoryError e) { // whoever forked it has been told that it will run
      if (next.task instanceof Startable fiber) {
        fiber.cannotRun(e);
      }
      return false;
    }
  }

  /// How many wait for a thread.
  synchronized int queued() {
    return waiting.size();
  }
}
