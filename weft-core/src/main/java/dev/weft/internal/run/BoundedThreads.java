package dev.weft.internal.run;

import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/// A new platform thread for each task, at most so many at a time; further tasks wait, first come, first served.
///
/// Threads are not reused: a fiber must not find the thread locals or the name of another one, and must inherit from whoever
/// forks it. So each task's thread is made when it comes and started when it is its turn.
/// Invariant: nobody waits while fewer than the bound are running.
final class BoundedThreads implements Executor {
  private final ThreadFactory factory;
  private final LinkedHashMap<Object, Waiting> waiting = new LinkedHashMap<>(); // by its fiber, or else by itself; guarded by this
  private int free; // guarded by this

  /// Each its own key: the same task may come twice.
  private static final class Waiting {
    final Thread thread;
    final Runnable task;

    Waiting(Thread thread, Runnable task) {
      this.thread = thread;
      this.task = task;
    }
  }

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
        var next = new Waiting(thread, task);
        waiting.put(task instanceof Startable ? task : next, next);
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

  /// A place is free: the next one gets it that can be started. A fiber that cannot is told: nobody else would tell it.
  private void ended() {
    for (Waiting next = next(); next != null; next = next()) {
      try {
        next.thread.start();
        return;
      } catch (OutOfMemoryError e) {
        if (next.task instanceof Startable fiber) {
          fiber.cannotRun(e);
        }
      }
    }
  }

  private synchronized @Nullable Waiting next() {
    if (waiting.isEmpty()) {
      free++;
      return null;
    }
    return waiting.pollFirstEntry().getValue();
  }

  /// Takes a fiber out that waits; false if it does not. The caller must end it.
  synchronized boolean withdraw(Startable fiber) {
    return waiting.remove(fiber) != null;
  }

  /// How many wait for a thread.
  synchronized int queued() {
    return waiting.size();
  }
}
