package dev.weft.check.engine.runtime;

import org.jspecify.annotations.Nullable;

/// One instrumented instruction: where it is and what it does. Made by the agent, referred to by number.
public final class Site {
  /// What the instruction does.
  public enum Kind {
    READ("reads"), WRITE("writes"), READ_ELEMENT("reads"), WRITE_ELEMENT("writes"), ENTER("enters"), EXIT("leaves"),
    WAIT("waits on"), NOTIFY("notifies"), NOTIFY_ALL("notifies all of"), CALL("calls"), THREAD("calls"),
    READ_CONTENTS("reads"), WRITE_CONTENTS("changes"), HANDLE("accesses");

    private final String verb;

    Kind(String verb) {
      this.verb = verb;
    }

    public String verb() {
      return verb;
    }
  }

  public final int id;
  public final Kind kind;
  public final String className;
  public final String method;
  public final String file;
  public final int line;
  /// Owner, name and descriptor of the member that the instruction names.
  final String owner;
  public final String member;
  final String descriptor;
  final boolean isStatic;
  /// The field or variable that the lock, array or receiver was just loaded from; empty if unknown.
  public final String hint;
  /// The same in every JVM that runs the same class files, unlike `id`.
  public final int hash;
  private final int subjectHash;
  /// True if the site may change what it acts on; calls by their name.
  final boolean changes;
  /// The site calls `lock`: in which order that was asked for does not matter, in which order it was had is seen by `unlock`.
  final boolean asksForLock;
  /// The site parks its own thread, without a time limit.
  final boolean parks;
  /// What the call does to a section of optimistic reads.
  final OptimisticReads.Step optimistic;
  /// Resolved at first execution.
  @Nullable FieldInfo field;
  /// Array elements, contents of collections: part of a race in some schedule, so a schedule point from then on.
  boolean racy;
  /// An access in a mode weaker than sequential consistency, which has not been noted yet.
  boolean weak;

  Site(int id, Kind kind, String className, String method, String file, int line, String owner, String member,
      String descriptor, boolean isStatic, String hint) {
    this.id = id;
    this.kind = kind;
    this.className = className;
    this.method = method;
    this.file = file;
    this.line = line;
    this.owner = owner;
    this.member = member;
    this.descriptor = descriptor;
    this.isStatic = isStatic;
    this.hint = hint;
    this.changes = changes(kind, member);
    this.weak = WeakModes.isWeak(owner, member);
    this.asksForLock = kind == Kind.CALL && owner.equals("java/util/concurrent/locks/ReentrantLock") && member.equals("lock");
    this.parks = kind == Kind.CALL && owner.equals("java/util/concurrent/locks/LockSupport") && member.equals("park");
    this.optimistic = OptimisticReads.stepOf(kind, owner, member);
    this.hash = ((((className.hashCode() * 31 + method.hashCode()) * 31 + line) * 31 + member.hashCode()) * 31)
        + kind.name().hashCode();
    boolean variable = kind == Kind.READ || kind == Kind.WRITE;
    this.subjectHash = variable ? owner.hashCode() * 31 + member.hashCode()
        : hint.isEmpty() ? kind.name().hashCode() * 31 + owner.hashCode() : hint.hashCode();
  }

  /// `Transfer.java:21`.
  public String place() {
    return line > 0 ? file + ":" + line : file + " (" + className + "." + method + ")";
  }

  /// The short name of the class or member acted on: `Account.balance`, `ReentrantLock.lock`.
  public String subject() {
    String simple = owner.substring(Math.max(owner.lastIndexOf('/'), owner.lastIndexOf('$')) + 1);
    return switch (kind) {
      case READ_ELEMENT, WRITE_ELEMENT -> (hint.isEmpty() ? "array" : Labels.plain(hint)) + "[]";
      case READ_CONTENTS, WRITE_CONTENTS -> (hint.isEmpty() ? simple : Labels.plain(hint)) + "." + member + "()";
      case CALL, THREAD, HANDLE -> (hint.isEmpty() ? simple : Labels.plain(hint)) + "." + member + "()";
      case READ, WRITE -> simple + "." + member;
      case ENTER, EXIT, WAIT, NOTIFY, NOTIFY_ALL -> hint.isEmpty() ? "monitor" : Labels.plain(hint);
    };
  }

  /// The same for all sites that act on the same field, or on locks loaded from the same field.
  public int subjectHash() {
    return subjectHash;
  }

  /// True if the site accesses a volatile field; known once it has been executed.
  public boolean isVolatile() {
    FieldInfo info = field;
    return info != null && info.isVolatile;
  }

  public boolean isWrite() {
    return kind == Kind.WRITE || kind == Kind.WRITE_ELEMENT || kind == Kind.WRITE_CONTENTS;
  }

  boolean notifies() {
    return kind == Kind.NOTIFY || kind == Kind.NOTIFY_ALL;
  }

  boolean isOfMonitor() {
    return switch (kind) {
      case ENTER, EXIT, WAIT, NOTIFY, NOTIFY_ALL -> true;
      case READ, WRITE, READ_ELEMENT, WRITE_ELEMENT, CALL, THREAD, READ_CONTENTS, WRITE_CONTENTS, HANDLE -> false;
    };
  }

  /// True if a value is read or written, and not a call made or a lock taken.
  boolean hasValue() {
    return switch (kind) {
      case READ, WRITE, READ_ELEMENT, WRITE_ELEMENT -> true;
      case ENTER, EXIT, WAIT, NOTIFY, NOTIFY_ALL, CALL, THREAD, READ_CONTENTS, WRITE_CONTENTS, HANDLE -> false;
    };
  }

  private static boolean changes(Kind kind, String member) {
    return switch (kind) {
      case READ, READ_ELEMENT, READ_CONTENTS, WAIT, THREAD -> false;
      case WRITE, WRITE_ELEMENT, WRITE_CONTENTS, ENTER, EXIT, NOTIFY, NOTIFY_ALL -> true;
      case CALL, HANDLE -> !(member.startsWith("get") && !member.startsWith("getAnd") || member.startsWith("is")
          || Receivers.reads(member));
    };
  }

  /// What the site acts on, without what it does there: `Flag.up`, for a call the field that the object was loaded from.
  String variable() {
    return switch (kind) {
      case READ, WRITE, READ_ELEMENT, WRITE_ELEMENT, ENTER, EXIT, WAIT, NOTIFY, NOTIFY_ALL -> subject();
      case CALL, THREAD, HANDLE, READ_CONTENTS, WRITE_CONTENTS -> hint.isEmpty() ? subject() : Labels.plain(hint);
    };
  }

  /// Marks what the site accesses as racy: every later access to it, here or elsewhere, is a schedule point.
  public void markRacy() {
    FieldInfo info = field;
    if (info != null) {
      info.markRacy();
    }
    racy = true;
  }

  @Override
  public String toString() {
    return subject() + " at " + place();
  }
}
