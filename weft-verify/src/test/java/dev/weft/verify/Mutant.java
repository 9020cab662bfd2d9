package dev.weft.verify;

import dev.weft.testing.Mistake;
import java.io.IOException;
import java.nio.file.Path;

/// A primitive with a mistake in it, and the driver that must find it.
enum Mutant {
  POP_WITHOUT_COMPARING("internal/run/RunQueue", Driver.POP_AGAINST_STEAL,
      "if (HEAD.compareAndSet(this, h, h + 1)) {\n        slots", "HEAD.setRelease(this, h + 1);\n      {\n        slots"),
  STEAL_WITHOUT_COMPARING("internal/run/RunQueue", Driver.TWO_THIEVES,
      "if (HEAD.compareAndSet(this, h, h + 1)) {\n        return task;", "HEAD.setRelease(this, h + 1);\n      {\n        return task;"),
  TAIL_BEFORE_THE_SLOT("internal/run/RunQueue", Driver.PUSH_AGAINST_STEAL,
      "slots[t & MASK] = task;\n    TAIL.setRelease(this, t + 1);", "TAIL.setRelease(this, t + 1);\n    slots[t & MASK] = task;"),
  SPILL_WITHOUT_COMPARING("internal/run/RunQueue", Driver.SPILL_AGAINST_STEAL,
      "if (!HEAD.compareAndSet(this, h, h + n)) {\n      return false;\n    }", "HEAD.setRelease(this, h + n);"),
  OVERFLOW_WITHOUT_THE_LOCK("internal/run/GlobalQueue", Driver.OVERFLOW,
      "lock();\n    try {\n      return take();\n    } finally {\n      unlock();\n    }", "return take();"),
  FIRED_BUT_STILL_QUEUED("internal/run/TimerQueue", Driver.TIMER_AGAINST_CANCEL,
      "first.queue = null;\n", ""),
  ASLEEP_AFTER_THE_LOOK("internal/run/IdleWait", Driver.END_AGAINST_PARK,
      "asleep = true;\n    if (waiting) {", "if (waiting) {\n      asleep = true;"),
  SETTLED_TWICE("wait/Settlement", Driver.TWO_SETTLERS,
      "if (STATE.compareAndSet(this, WAITING, SETTLED)) {\n          return true;\n        }",
      "STATE.setRelease(this, SETTLED);\n        return true;"),
  CANCELLED_ALTHOUGH_SETTLED("wait/Settlement", Driver.SETTLE_AGAINST_CANCEL,
      "if (STATE.compareAndSet(this, WAITING, CANCELLED)) {", "if ((int) STATE.getAndSet(this, CANCELLED) != DONE) {"),
  TAKEN_WITHOUT_LOOKING("wait/Settlement", Driver.CLAIMS_OF_EACH_OTHER,
      "return Waiter.Taken.GIVE_WAY;", "return Waiter.Taken.YES;"),
  QUEUED_AFTER_THE_LOCK("channel/RingChannel", Driver.RENDEZVOUS,
      "senders.add(waiter);\n    unlock();", "unlock();\n    senders.add(waiter);"),
  CLOSED_WITHOUT_TELLING_RECEIVERS("channel/HandOver", Driver.RECEIVE_AGAINST_CLOSE,
      "settleAll(receivers, ended);\n", ""),
  SENT_ALTHOUGH_CANCELLED("channel/RingChannel", Driver.SEND_AGAINST_CANCEL,
      "senders.add(waiter);\n    unlock();\n    if (!waiter.await()) {\n      throw Interruption.thrown();",
      "senders.add(waiter);\n    unlock();\n    if (!waiter.await()) {\n      return;"),
  HELD_SEEN_BEFORE_THE_LOCK("sync/MutexCore", Driver.MUTEX,
      "lock();\n    boolean held = holder != null;", "boolean held = holder != null;\n    lock();"),
  FREED_WITHOUT_AN_HEIR("sync/MutexCore", Driver.MUTEX,
      "WaitNode next = waiting.isEmpty() ? null : waiting.settleFirst();", "WaitNode next = null;"),
  QUEUED_WITHOUT_A_LOOK("sync/SemaphoreCore", Driver.BARGING_SEMAPHORE,
      "boolean queues = !mayTake(wanted(node), again);", "boolean queues = true;"),
  SETTLED_OUTSIDE_THE_LOCK("channel/SelectSide", Driver.SEND_AGAINST_CANCEL,
      "lock();\n    boolean waited = queue.remove(node);\n    unlock();", "boolean waited = queue.remove(node);"),
  HAPPENED_SEEN_BEFORE_THE_LOCK("sync/Waiters", Driver.ONE_SHOT,
      "lock();\n    boolean waits = !happened.getAsBoolean();", "boolean waits = !happened.getAsBoolean();\n    lock();");

  final Driver driver;
  private final Mistake mistake;

  Mutant(String file, Driver driver, String passage, String replacement) {
    this.driver = driver;
    this.mistake = new Mistake(file, passage, replacement);
  }

  /// Compiles it into a folder.
  Path compile(Path directory) throws IOException {
    return mistake.compile(directory);
  }
}
