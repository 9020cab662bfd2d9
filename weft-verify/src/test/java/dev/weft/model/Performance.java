package dev.weft.model;

import dev.weft.Fiber;
import dev.weft.Outcome;
import dev.weft.Policy;
import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.Selectable;
import dev.weft.channel.Channel;
import dev.weft.channel.ChannelClosedException;
import dev.weft.channel.Received;
import dev.weft.model.Op.Kind;
import dev.weft.sync.Held;
import dev.weft.sync.Mutex;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One run of a program on Weft. Says what everybody did in the same words as the model.
final class Performance {
  static final String ENDED = ".";
  static final String CANCELLED = "cancelled";
  static final String STUCK = "?";

  private final Program program;
  private final List<Channel<Integer>> channels = new ArrayList<>();
  private final Mutex mutex;
  private final List<Fiber<Void>> fibers = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();

  /// @param pauses where the fibers dawdle; null for nowhere
  Performance(Program program, @Nullable Random pauses) {
    this.program = program;
    this.mutex = program.barging() ? Mutex.barging() : new Mutex();
    program.rooms().forEach(room -> channels.add(Channel.buffered(room)));
    program.fibers().forEach(ops -> parts.add(new Part(ops, pauses == null ? null : new Random(pauses.nextLong()))));
  }

  /// Runs it to its end and returns what came of it.
  String outcome() throws InterruptedException {
    try (var scope = Scope.open(Policy.collectAll())) {
      for (Part part : parts) {
        Fiber<Void> fiber;
        synchronized (fibers) { // one who begins at once may look for those before it
          fiber = scope.fork(part::run);
          fibers.add(fiber);
        }
      }
    }
    if (mutex.tryLock().isEmpty()) {
      throw new AssertionError("the mutex has been left locked: " + mutex + "\n" + program);
    }
    var text = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      text.append('[').append(parts.get(i).log).append(end(fibers.get(i).outcome().orElseThrow())).append("] ");
    }
    return text.toString();
  }

  private static String end(Outcome<Void> outcome) {
    return switch (outcome) {
      case Outcome.Success<Void> _ -> ENDED;
      case Outcome.Cancelled<Void> _ -> CANCELLED;
      case Outcome.Failure<Void> failure -> failure.toString();
    };
  }

  /// What one fiber does.
  private final class Part {
    private final List<Op> ops;
    private final @Nullable Random pauses;
    private final StringBuilder log = new StringBuilder();
    private @Nullable Held held;

    Part(List<Op> ops, @Nullable Random pauses) {
      this.ops = ops;
      this.pauses = pauses;
    }

    void run() throws InterruptedException {
      try {
        for (Op op : ops) {
          if (pauses != null && pauses.nextInt(4) == 0) {
            Fiber.yieldNow();
          }
          log.append(perform(op)).append(' ');
        }
      } finally {
        unlock();
      }
    }

    private void unlock() {
      if (held != null) {
        held.close();
        held = null;
      }
    }

    private String perform(Op op) throws InterruptedException {
      return switch (op.kind()) {
        case SEND -> waited(op, channels.get(op.on()).sending(op.value()).map(value -> "sends " + value), "closed");
        case RECEIVE -> waited(op, channels.get(op.on()).nexting().map(Performance::received), "");
        case TRY_SEND -> channels.get(op.on()).trySend(op.value()) ? "sends " + op.value() : "not sent";
        case TRY_RECEIVE -> channels.get(op.on()).tryReceive().map(value -> "gets " + value).orElse("nothing");
        case CLOSE -> {
          channels.get(op.on()).close();
          yield "closes";
        }
        case LOCK -> held != null ? "has it" : waited(op, clause(op), "");
        case UNLOCK -> {
          unlock();
          yield "unlocks";
        }
        case JOIN -> waited(op, clause(op), "");
        case CANCEL -> {
          other(op).cancel();
          yield "cancels";
        }
        case SELECT, POLL -> select(op);
      };
    }

    private String select(Op op) throws InterruptedException {
      List<Selectable<String>> clauses =
          op.clauses().stream().filter(clause -> clause.kind() != Kind.LOCK || held == null).map(this::clause).toList();
      return clauses.isEmpty() ? "has it" : waited(op, Select.any(clauses), "select closed");
    }

    private String waited(Op op, Selectable<String> what, String closed) throws InterruptedException {
      try {
        if (op.kind() == Kind.POLL) {
          return what.poll().orElse("nothing");
        }
        return op.limited() ? what.await(soon()) : what.await();
      } catch (ChannelClosedException e) {
        return closed;
      } catch (TimeoutException e) {
        return "out of time";
      }
    }

    private Duration soon() {
      return Duration.ofNanos(pauses == null ? 1 : 1L << pauses.nextInt(19));
    }

    private Selectable<String> clause(Op clause) {
      return switch (clause.kind()) {
        case SEND -> channels.get(clause.on()).sending(clause.value()).map(value -> "sends " + value);
        case RECEIVE -> channels.get(clause.on()).nexting().map(Performance::received);
        case LOCK -> mutex.locking().map(mine -> {
          held = mine;
          return "locks";
        });
        case JOIN -> other(clause).ending().map(outcome -> "joins " + end(outcome));
        default -> throw new AssertionError(clause);
      };
    }

    private Fiber<Void> other(Op op) {
      synchronized (fibers) {
        return fibers.get(op.on());
      }
    }
  }

  private static String received(Received<Integer> received) {
    return switch (received) {
      case Received.Value<Integer>(Integer value) -> "gets " + value;
      case Received.Closed<Integer> _ -> "closed";
      case Received.Failed<Integer> failed -> failed.toString();
    };
  }
}
