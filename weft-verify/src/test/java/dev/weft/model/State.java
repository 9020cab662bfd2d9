package dev.weft.model;

import java.util.ArrayList;
import java.util.List;

/// A state of the model.
final class State {
  /// What a fiber is at.
  ///
  /// ```
  ///  NEW --begins--> READY --looks whether it is cancelled--> AT_IT --its operation is done--> READY
  ///  READY, AT_IT --cancelled--> LEAVING --has given back its lock--> CANCELLED
  ///  READY --has done all--> ENDED
  /// ```
  enum Stage { NEW, READY, AT_IT, LEAVING, ENDED, CANCELLED }

  static final class One {
    Stage stage = Stage.NEW;
    int done;
    boolean cancelled;
    String log = "";

    One copy() {
      var copy = new One();
      copy.stage = stage;
      copy.done = done;
      copy.cancelled = cancelled;
      copy.log = log;
      return copy;
    }

    boolean hasEnded() {
      return stage == Stage.ENDED || stage == Stage.CANCELLED;
    }
  }

  static final int NOBODY = -1;

  final List<One> fibers = new ArrayList<>();
  final List<List<Integer>> buffers = new ArrayList<>();
  final List<Boolean> closed = new ArrayList<>();
  int holder = NOBODY;

  static State first(Program program) {
    var state = new State();
    program.fibers().forEach(_ -> state.fibers.add(new One()));
    program.rooms().forEach(_ -> {
      state.buffers.add(new ArrayList<>());
      state.closed.add(false);
    });
    return state;
  }

  State copy() {
    var copy = new State();
    fibers.forEach(one -> copy.fibers.add(one.copy()));
    buffers.forEach(buffer -> copy.buffers.add(new ArrayList<>(buffer)));
    copy.closed.addAll(closed);
    copy.holder = holder;
    return copy;
  }

  /// The fiber has done its operation.
  State did(int fiber, String what) {
    State next = copy();
    next.finish(fiber, what);
    return next;
  }

  void finish(int fiber, String what) {
    One one = fibers.get(fiber);
    one.stage = Stage.READY;
    one.done++;
    one.log += what + " ";
  }

  State at(int fiber, Stage stage) {
    State next = copy();
    next.fibers.get(fiber).stage = stage;
    if ((stage == Stage.ENDED || stage == Stage.CANCELLED) && next.holder == fiber) {
      next.holder = NOBODY;
    }
    return next;
  }

  /// All that tells it apart.
  String key() {
    var text = new StringBuilder();
    fibers.forEach(one -> text.append(one.stage).append(one.done).append(one.cancelled).append(one.log).append(';'));
    return text.append(buffers).append(closed).append(holder).toString();
  }

  /// What everybody has done, and how it ended; `?` for those who are stuck.
  String outcome() {
    var text = new StringBuilder();
    for (One one : fibers) {
      String end = one.stage == Stage.ENDED ? Performance.ENDED : one.stage == Stage.CANCELLED ? Performance.CANCELLED : Performance.STUCK;
      text.append('[').append(one.log).append(end).append("] ");
    }
    return text.toString();
  }
}
