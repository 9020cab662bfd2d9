package dev.weft.internal.observe;

import dev.weft.WaitReason;
import dev.weft.internal.util.Names;
import dev.weft.observe.ThreadRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Waits by the JDK's own means, in words: locks, latches, conditions, monitors, joins, sleeps, input and output.
///
/// The JDK parks on an inner object of the lock, which is the one that its own dumps name; so do these words. Sleepers, and
/// those who wait for input or output, park on nothing: only their stacks tell.
final class JdkWaits {
  private static final String CONCURRENT = "java.util.concurrent.";

  /// By the class around the object that is parked on.
  private static final Map<String, String> ACTIONS =
      Map.of(
          "locks.ReentrantLock", "lock",
          "locks.ReentrantReadWriteLock", "lock",
          "CountDownLatch", "pass",
          "Semaphore", "acquire a permit of",
          "CompletableFuture", "get the result of",
          "FutureTask", "get the result of",
          "Phaser", "pass",
          "Exchanger", "exchange with");

  private final @Nullable JdkWatch jdk;
  private final Function<Thread, String> names;

  JdkWaits(@Nullable JdkWatch jdk, Function<Thread, String> names) {
    this.jdk = jdk;
    this.names = names;
  }

  /// What a thread waits for that has parked on an object.
  ///
  /// @param joined the thread whose end the object stands for, if it stands for one
  Wait parked(@Nullable Object blocker, @Nullable Thread joined, StackTraceElement[] stack) {
    if (joined != null) {
      return join(joined);
    }
    if (Closers.isOne(stack)) {
      return Wait.of("close", "an executor, which waits for its tasks");
    }
    if (blocker == null) {
      return onNothing(stack);
    }
    Thread owner = jdk == null ? null : jdk.owner(blocker);
    return owned(action(blocker, stack), thing(blocker, stack), owner);
  }

  /// Of a thread that had parked on nothing a moment ago. It may have gone on since, and even wait again, by Weft's means, before it was
  /// asked for what: that is no parking on nothing.
  private static Wait onNothing(StackTraceElement[] stack) {
    if (stack.length == 0 || !ThreadRow.isInner(stack[0])) {
      return Wait.NONE;
    }
    for (StackTraceElement frame : stack) {
      String type = frame.getClassName();
      if (type.equals("java.lang.Thread") && frame.getMethodName().equals("sleep")) {
        return Wait.of("sleep", "for a time");
      }
      if (type.startsWith("sun.nio.ch.")) {
        return Wait.of("go on", "with input or output");
      }
      if (!ThreadRow.isInner(frame)) {
        break;
      }
      if (type.startsWith("dev.weft.")) {
        return Wait.NONE;
      }
    }
    return Wait.of("be unparked", "by anybody");
  }

  /// What a thread waits for that stands before a monitor.
  Wait blocked(Object monitor, @Nullable Thread owner) {
    return owned("enter the monitor of", Words.identity(monitor), owner);
  }

  /// What a thread waits for that is in [Object#wait()].
  Wait waiting(Object monitor) {
    return monitor instanceof Thread thread
        ? join(thread)
        : Wait.of("be notified by", Words.identity(monitor));
  }

  private Wait join(Thread thread) {
    return new Wait(List.of(WaitReason.of("join", names.apply(thread))), List.of(thread), false, Optional.empty(), false);
  }

  private Wait owned(String action, String resource, @Nullable Thread owner) {
    return owner == null
        ? Wait.of(action, resource)
        : Wait.forThread(action, resource, owner, names.apply(owner));
  }

  private static String action(Object blocker, StackTraceElement[] stack) {
    String outer = outer(blocker);
    String known = ACTIONS.get(outer);
    if (known != null) {
      return known;
    }
    StackTraceElement caller = caller(stack);
    return caller == null ? "be unparked by" : caller.getMethodName() + " from";
  }

  private static String thing(Object blocker, StackTraceElement[] stack) {
    String outer = outer(blocker);
    if (ACTIONS.containsKey(outer)) {
      return outer.substring(outer.lastIndexOf('.') + 1) + Names.hash(blocker);
    }
    StackTraceElement caller = caller(stack);
    if (caller == null) {
      return Words.identity(blocker);
    }
    String type = caller.getClassName();
    return type.substring(type.lastIndexOf('.') + 1) + " (" + Words.identity(blocker) + ")";
  }

  /// The name of the class around the object's own, without the JDK's prefix.
  private static String outer(Object blocker) {
    String type = blocker.getClass().getName();
    int inner = type.indexOf('$');
    String outer = inner < 0 ? type : type.substring(0, inner);
    return outer.startsWith(CONCURRENT) ? outer.substring(CONCURRENT.length()) : outer;
  }

  /// The method of a collection of the JDK in which it waits: `take` of a blocking queue, for example.
  private static @Nullable StackTraceElement caller(StackTraceElement[] stack) {
    StackTraceElement caller = null;
    for (StackTraceElement frame : stack) {
      String type = frame.getClassName();
      if (frame.getMethodName().endsWith("anagedBlock")) {
        continue; // how conditions wait
      }
      if (type.startsWith(CONCURRENT) && !type.startsWith(CONCURRENT + "locks.")) {
        caller = frame;
      } else if (caller != null || !type.startsWith("java")) {
        break;
      }
    }
    return caller;
  }
}
