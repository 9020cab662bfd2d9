package dev.weft.model;

import java.io.Serializable;
import java.util.List;

/// One operation of a made-up program, or one clause of a select in it.
///
/// @param on      which channel, or which fiber; the mutex is one
/// @param value   what is sent: no value is sent twice in a program
/// @param limited it gives up after a short time
record Op(Kind kind, int on, int value, boolean limited, List<Op> clauses) implements Serializable {
  enum Kind { SEND, RECEIVE, TRY_SEND, TRY_RECEIVE, CLOSE, LOCK, UNLOCK, JOIN, CANCEL, SELECT, POLL }

  static Op of(Kind kind, int on, int value) {
    return new Op(kind, on, value, false, List.of());
  }

  /// Whether it may park, and so looks whether it has been cancelled.
  boolean waits() {
    return switch (kind) {
      case SEND, RECEIVE, LOCK, JOIN, SELECT -> true;
      case TRY_SEND, TRY_RECEIVE, CLOSE, UNLOCK, CANCEL, POLL -> false;
    };
  }

  @Override
  public String toString() {
    return kind + (clauses.isEmpty() ? " " + on + (value == 0 ? "" : " " + value) : clauses.toString()) + (limited ? " limited" : "");
  }
}
