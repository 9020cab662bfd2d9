package dev.weft.check.engine.runtime;

import java.util.ArrayDeque;
import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;
import jdk.internal.vm.annotation.ChangesCurrentThread;
import jdk.internal.vm.annotation.DontInline;
import org.jspecify.annotations.Nullable;

/// A continuation that runs one task's body after another, so that a schedule of a few microseconds does not pay for
/// new stacks. Between bodies it is parked in [#IDLE]. A coroutine whose task never ended (a deadlock) is dropped.
///
/// Every method that changes what `Thread.currentThread()` answers is `@ChangesCurrentThread @DontInline`: the JIT may
/// otherwise keep the old identity in a register across the change.
final class Coroutine extends Continuation implements Context {
  static final ContinuationScope SCOPE = new ContinuationScope("weft-check");
  private static final ArrayDeque<Coroutine> IDLE = new ArrayDeque<>();
  private static final int KEPT = 256;

  private final Loop loop;
  /// True while it is on the carrier's stack, perhaps below others.
  private boolean mounted;

  private Coroutine(Loop loop) {
    super(SCOPE, loop);
    this.loop = loop;
  }

  static Coroutine obtain(Task task) {
    Coroutine idle = IDLE.pollFirst();
    Coroutine coroutine = idle != null ? idle : new Coroutine(new Loop());
    coroutine.loop.task = task;
    return coroutine;
  }

  @Override
  @DontInline
  @ChangesCurrentThread
  public void enter() {
    mounted = true;
    run();
    mounted = false;
  }

  @Override
  public boolean isBeneath() {
    return mounted;
  }

  @Override
  public StackTraceElement[] stack() {
    return mounted ? new StackTraceElement[0] : getStackTrace();
  }

  /// The coroutine takes another body; one in the middle of something (its stack cannot be moved) is dropped.
  @Override
  public void release() {
    if (loop.task == null && IDLE.size() < KEPT) {
      IDLE.addFirst(this);
    }
  }

  /// Leaves the current coroutine for the carrier, and comes back when it is run again. False if its stack holds a
  /// frame that cannot be moved (a class initialiser, native code): then the caller must schedule from where it is.
  @DontInline
  @ChangesCurrentThread
  static boolean leave(Task task) {
    Identity.assume(Identity.carrier());
    boolean moved = Continuation.yield(SCOPE);
    Identity.assume(task.thread);
    return moved;
  }

  /// It throws otherwise; [#leave] answers false, and that says it.
  @Override
  protected void onPinned(Pinned reason) {}

  private static final class Loop implements Runnable {
    @Nullable Task task;

    @Override
    @DontInline
    @ChangesCurrentThread
    public void run() {
      while (true) {
        take();
        task = null;
        Continuation.yield(SCOPE);
      }
    }

    /// In a frame of its own: one that stays on the stack of an idle coroutine would keep the task from being collected.
    @DontInline
    @ChangesCurrentThread
    private void take() {
      Task mine = task;
      if (mine != null) {
        Identity.assume(mine.thread);
        try {
          body(mine);
        } finally {
          Identity.assume(Identity.carrier());
        }
      }
    }

    @DontInline
    private static void body(Task task) {
      Points.touch(task, 0, false);
      try {
        task.body.run();
      } catch (Throwable e) {
        Threads.uncaught(task, e);
      }
      Threads.leaveContainer(task);
      Threads.exit(task);
    }
  }
}
