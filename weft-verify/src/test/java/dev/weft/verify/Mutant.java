package dev.weft.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// A primitive with a mistake in it: its source with one passage replaced, compiled by itself. It comes before the right one on the
/// class path of the driver that must find the mistake.
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
      "root.queue = null;\n", ""),
  SETTLED_TWICE("wait/Waiter", Driver.TWO_SETTLERS,
      "if (STATE.compareAndSet(this, WAITING, SETTLED)) {\n          return true;\n        }",
      "STATE.setRelease(this, SETTLED);\n        return true;"),
  CANCELLED_ALTHOUGH_SETTLED("wait/Waiter", Driver.SETTLE_AGAINST_CANCEL,
      "if (STATE.compareAndSet(this, WAITING, CANCELLED)) {", "if ((int) STATE.getAndSet(this, CANCELLED) != DONE) {"),
  TAKEN_WITHOUT_LOOKING("wait/Waiter", Driver.CLAIMS_OF_EACH_OTHER,
      "return Taken.GIVE_WAY;", "return Taken.YES;"),
  QUEUED_AFTER_THE_LOCK("channel/RingChannel", Driver.RENDEZVOUS,
      "senders.add(waiter);\n    unlock();", "unlock();\n    senders.add(waiter);"),
  CLOSED_WITHOUT_TELLING_RECEIVERS("channel/HandOver", Driver.RECEIVE_AGAINST_CLOSE,
      "settleAll(receivers, ended);\n", ""),
  SENT_ALTHOUGH_CANCELLED("channel/RingChannel", Driver.SEND_AGAINST_CANCEL,
      "senders.add(waiter);\n    unlock();\n    if (!waiter.await()) {\n      throw new InterruptedException();", "senders.add(waiter);\n    unlock();\n    if (!waiter.await()) {\n      return;"),
  HELD_SEEN_BEFORE_THE_LOCK("sync/MutexCore", Driver.MUTEX,
      "lock();\n    boolean held = holder != null;", "boolean held = holder != null;\n    lock();"),
  FREED_WITHOUT_AN_HEIR("sync/MutexCore", Driver.MUTEX,
      "WaitNode next = waiting.isEmpty() ? null : waiting.settleFirst();", "WaitNode next = null;"),
  HAPPENED_SEEN_BEFORE_THE_LOCK("sync/Waiters", Driver.ONE_SHOT,
      "lock();\n    boolean waits = !happened.getAsBoolean();", "boolean waits = !happened.getAsBoolean();\n    lock();");

  private static final Path SOURCES = Path.of("..", "weft-core", "src", "main", "java", "dev", "weft");

  final Driver driver;
  private final String file;
  private final String passage;
  private final String mistake;

  Mutant(String file, Driver driver, String passage, String mistake) {
    this.file = file;
    this.driver = driver;
    this.passage = passage;
    this.mistake = mistake;
  }

  /// Compiles it into a folder.
  Path compile(Path directory) throws IOException {
    String right = Files.readString(SOURCES.resolve(file + ".java"));
    int at = right.indexOf(passage);
    if (at < 0 || right.indexOf(passage, at + 1) >= 0) {
      throw new AssertionError(file + ".java does not have this passage exactly once, so the mistake must be made elsewhere:\n" + passage);
    }
    Path source = directory.resolve("source").resolve(Path.of(file + ".java").getFileName());
    Files.createDirectories(source.getParent());
    Files.writeString(source, right.replace(passage, mistake));
    Path classes = Files.createDirectories(directory.resolve("classes"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
      List<String> options = List.of("-g", "-nowarn", "-proc:none", "-d", classes.toString());
      if (!compiler.getTask(null, files, null, options, null, files.getJavaFileObjects(source)).call()) {
        throw new AssertionError("the mistake does not compile");
      }
    }
    return classes;
  }
}
