package dev.weft.model;

import dev.weft.model.Op.Kind;
import dev.weft.model.State.One;
import dev.weft.model.State.Stage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// All that may come of a program: its states are walked through one after the other.
///
/// It allows more than Weft does, which serves those who wait first come, first served: here anybody may be next. And an attempt that does
/// not wait may always find that the other side of a channel without a buffer is not there yet.
final class Model {
  private static final int MOST_STATES = 100_000;

  private final Program program;
  private final State now;
  private final List<State> next = new ArrayList<>();

  private Model(Program program, State now) {
    this.program = program;
    this.now = now;
  }

  /// What everybody may have done at the end; empty if that would take too long to find out.
  static Optional<Set<String>> outcomes(Program program) {
    Set<String> outcomes = new TreeSet<>();
    Set<String> seen = new HashSet<>();
    Deque<State> open = new ArrayDeque<>(List.of(State.first(program)));
    while (!open.isEmpty()) {
      State state = open.pop();
      List<State> after = new Model(program, state).next();
      if (after.isEmpty()) {
        outcomes.add(state.outcome());
      }
      for (State each : after) {
        if (seen.add(each.key())) {
          open.push(each);
        }
      }
      if (seen.size() > MOST_STATES) {
        return Optional.empty();
      }
    }
    return Optional.of(outcomes);
  }

  private List<State> next() {
    for (int fiber = 0; fiber < now.fibers.size(); fiber++) {
      One one = now.fibers.get(fiber);
      switch (one.stage) {
        case NEW -> {
          next.add(now.at(fiber, Stage.READY));
          if (one.cancelled) {
            next.add(now.at(fiber, Stage.CANCELLED));
          }
        }
        case READY, AT_IT -> goOn(fiber, one);
        case LEAVING -> next.add(now.at(fiber, Stage.CANCELLED));
        case ENDED, CANCELLED -> {}
      }
    }
    return next;
  }

  private void goOn(int fiber, One one) {
    List<Op> ops = program.fibers().get(fiber);
    if (one.done == ops.size()) {
      next.add(now.at(fiber, Stage.ENDED));
      return;
    }
    Op op = ops.get(one.done);
    if (op.kind() == Kind.LOCK && now.holder == fiber) {
      next.add(now.did(fiber, "has it"));
      return;
    }
    List<Op> clauses = clauses(fiber, op);
    if (clauses.isEmpty() && !op.clauses().isEmpty()) {
      next.add(now.did(fiber, "has it"));
      return;
    }
    if (op.waits() && one.cancelled) {
      next.add(now.at(fiber, Stage.LEAVING));
    }
    if (op.waits() && one.stage == Stage.READY) {
      if (!one.cancelled) {
        next.add(now.at(fiber, Stage.AT_IT));
      }
      return;
    }
    if (op.limited()) {
      next.add(now.did(fiber, "out of time"));
    }
    act(fiber, op, clauses);
  }

  /// Nobody selects to lock what he holds.
  private List<Op> clauses(int fiber, Op op) {
    return op.clauses().stream().filter(clause -> clause.kind() != Kind.LOCK || now.holder != fiber).toList();
  }

  private void act(int fiber, Op op, List<Op> clauses) {
    switch (op.kind()) {
      case SEND, RECEIVE, LOCK, JOIN -> ready(fiber, op, "closed");
      case TRY_SEND -> {
        boolean sent = !now.closed.get(op.on()) && ready(fiber, op, "");
        if (!sent || isRendezvous(op)) {
          next.add(now.did(fiber, "not sent"));
        }
      }
      case TRY_RECEIVE -> {
        if (now.closed.get(op.on()) && now.buffers.get(op.on()).isEmpty() || !ready(fiber, op, "") || isRendezvous(op)) {
          next.add(now.did(fiber, "nothing"));
        }
      }
      case CLOSE -> {
        State after = now.did(fiber, "closes");
        after.closed.set(op.on(), true);
        next.add(after);
      }
      case UNLOCK -> {
        State after = now.did(fiber, "unlocks");
        after.holder = now.holder == fiber ? State.NOBODY : now.holder;
        next.add(after);
      }
      case CANCEL -> {
        State after = now.did(fiber, "cancels");
        One other = after.fibers.get(op.on());
        other.cancelled |= !other.hasEnded();
        next.add(after);
      }
      case SELECT -> clauses.forEach(clause -> ready(fiber, clause, "select closed"));
      case POLL -> {
        boolean sure = false;
        for (Op clause : clauses) {
          sure |= ready(fiber, clause, "select closed") && (!isRendezvous(clause) || now.closed.get(clause.on()));
        }
        if (!sure) {
          next.add(now.did(fiber, "nothing"));
        }
      }
    }
  }

  private boolean isRendezvous(Op op) {
    return switch (op.kind()) {
      case SEND, RECEIVE, TRY_SEND, TRY_RECEIVE -> program.rooms().get(op.on()) == 0;
      default -> false;
    };
  }

  /// Adds what one operation or clause can do now; true if there is anything.
  private boolean ready(int fiber, Op op, String closed) {
    int before = next.size();
    switch (op.kind()) {
      case SEND, TRY_SEND -> send(fiber, op, closed);
      case RECEIVE, TRY_RECEIVE -> receive(fiber, op);
      case LOCK -> {
        if (now.holder == State.NOBODY) {
          State after = now.did(fiber, "locks");
          after.holder = fiber;
          next.add(after);
        }
      }
      case JOIN -> {
        Stage other = now.fibers.get(op.on()).stage;
        if (other == Stage.ENDED || other == Stage.CANCELLED) {
          next.add(now.did(fiber, "joins " + (other == Stage.ENDED ? Performance.ENDED : Performance.CANCELLED)));
        }
      }
      default -> throw new AssertionError(op);
    }
    return next.size() > before;
  }

  private void send(int fiber, Op op, String closed) {
    List<Integer> buffer = now.buffers.get(op.on());
    if (now.closed.get(op.on())) {
      next.add(now.did(fiber, closed));
    } else if (buffer.size() < program.rooms().get(op.on())) {
      State after = now.did(fiber, "sends " + op.value());
      after.buffers.get(op.on()).add(op.value());
      next.add(after);
    } else if (isRendezvous(op)) {
      meet(fiber, op, Kind.RECEIVE);
    }
  }

  private void receive(int fiber, Op op) {
    List<Integer> buffer = now.buffers.get(op.on());
    if (!buffer.isEmpty()) {
      State after = now.did(fiber, "gets " + buffer.getFirst());
      after.buffers.get(op.on()).removeFirst();
      next.add(after);
    } else if (now.closed.get(op.on())) {
      next.add(now.did(fiber, "closed"));
    } else if (isRendezvous(op)) {
      meet(fiber, op, Kind.SEND);
    }
  }

  /// Both sides of a channel without a buffer at once: the other one waits, or polls.
  private void meet(int fiber, Op op, Kind wanted) {
    for (int other = 0; other < now.fibers.size(); other++) {
      One one = now.fibers.get(other);
      List<Op> ops = program.fibers().get(other);
      if (other == fiber || one.done == ops.size()) {
        continue;
      }
      Op theirs = ops.get(one.done);
      boolean there = one.stage == Stage.AT_IT || one.stage == Stage.READY && theirs.kind() == Kind.POLL;
      List<Op> sides = theirs.clauses().isEmpty() ? List.of(theirs) : clauses(other, theirs);
      for (Op side : sides) {
        if (there && side.kind() == wanted && side.on() == op.on()) {
          Op sent = wanted == Kind.SEND ? side : op;
          State after = now.did(fiber, (sent == op ? "sends " : "gets ") + sent.value());
          after.finish(other, (sent == side ? "sends " : "gets ") + sent.value());
          next.add(after);
        }
      }
    }
  }
}
