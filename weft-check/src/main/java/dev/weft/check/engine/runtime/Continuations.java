package dev.weft.check.engine.runtime;

import jdk.internal.vm.annotation.ChangesCurrentThread;
import jdk.internal.vm.annotation.DontInline;

/// All tasks on one kernel thread, each on a continuation: a switch costs less than a microsecond.
final class Continuations implements Backend {
  @Override
  public void becomeCarrier() {
    Identity.becomeCarrier();
  }

  @Override
  public Context context(Task task) {
    return Coroutine.obtain(task);
  }

  @Override
  @DontInline
  @ChangesCurrentThread
  public boolean leave(Task task) {
    Ending.mayGoOn(task);
    boolean left = Coroutine.leave(task);
    Ending.mayGoOn(task);
    return left;
  }

  @Override
  public boolean leavesAnywhere() {
    return false;
  }
}
