package dev.weft.check.engine.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Everything that happened in one schedule, recorded while it is replayed for a report.
public final class Trace {
  /// So many events are kept, and so many notes.
  private static final int MOST = 20_000;

  /// One line: an event at a site, or a note (starts, ends, blocks).
  public static final class Entry {
    public final int task;
    public final int event;
    public final @Nullable Site site;
    final @Nullable Object object;
    final long offset;
    public final String note;
    @Nullable String value;
    public List<StackTraceElement> stack = List.of();
    List<HeldLocks.HeldLock> held = List.of();

    /// The task that the note says is started, or whose end was waited for; -1 if none.
    int other = -1;

    Entry(int task, int event, @Nullable Site site, @Nullable Object object, long offset, String note) {
      this.task = task;
      this.event = event;
      this.site = site;
      this.object = object;
      this.offset = offset;
      this.note = note;
    }

    /// The task that this entry starts, or -1.
    public int starts() {
      return note.startsWith("starts ") ? other : -1;
    }

    /// The task whose end this entry has seen, or -1.
    public int joins() {
      return note.startsWith("sees the end of ") ? other : -1;
    }

    public boolean isEnd() {
      return note.equals("ends");
    }

    public boolean sameVariable(Entry that) {
      return object != null && object == that.object && offset == that.offset;
    }
  }

  private final List<Entry> entries = new ArrayList<>();
  private final Map<Integer, String> names = new HashMap<>();
  private final Map<Long, Boolean> wanted = new HashMap<>();
  private final Set<Integer> startled = new LinkedHashSet<>();
  /// How many of the entries are notes.
  private int notes;
  /// What the next value belongs to; null if it is not kept.
  private @Nullable Entry last;

  /// Asks for the stack of the task at its event, and for the locks that it holds.
  public void wantStack(int task, int event) {
    wanted.put(key(task, event), true);
  }

  private static long key(int task, int event) {
    return (long) task << 32 | event;
  }

  void event(Task task, Site site, @Nullable Object object) {
    event(task, site, object, 0);
  }

  void event(Task task, Site site, @Nullable Object object, long offset) {
    if (entries.size() - notes >= MOST) {
      last = null;
      return;
    }
    Entry entry = new Entry(task.id, task.events, site, object, offset, "");
    if (wanted.containsKey(key(task.id, task.events))) {
      entry.stack = Stacks.visible(new Throwable().getStackTrace());
      entry.held = HeldLocks.of(task);
    }
    add(task, entry);
  }

  void value(@Nullable Object value) {
    Entry entry = last;
    if (entry != null && entry.value == null && entry.site != null && entry.site.hasValue()) {
      entry.value = show(value);
    }
  }

  private static String show(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String s -> '"' + (s.length() > 24 ? s.substring(0, 24) + "..." : s) + '"';
      case Number n -> n.toString();
      case Boolean b -> b.toString();
      case Character c -> "'" + c + "'";
      default -> value.getClass().getSimpleName();
    };
  }

  void note(Task task, String what) {
    addNote(task, new Entry(task.id, task.events, null, null, 0, what));
  }

  void note(Task task, String what, Task other) {
    Entry entry = new Entry(task.id, task.events, null, null, 0, what + other.name());
    entry.other = other.id;
    addNote(task, entry);
  }

  private void addNote(Task task, Entry note) {
    if (notes < MOST) {
      notes++;
      add(task, note);
    }
  }

  void blocked(Task task) {
    Object blocker = Parking.blockerOf(task);
    String what = switch (task.state) {
      case MONITOR -> (blocker instanceof Initialisers.Lock ? "blocks: it is done" : "blocks: the monitor is held")
          + ownedBy(task);
      case PARKED -> "parks" + awaited(task);
      case WAITING -> "waits to be notified";
      case JOINING -> "waits for the end of " + (blocker instanceof Task other ? other.name() : "a thread");
      case SLEEPING -> "sleeps";
      case READY, DONE -> "";
    };
    note(task, what);
  }

  private static String awaited(Task task) {
    Task owner = Deadlocks.ownerOf(task);
    return owner == null ? "" : ": " + owner.name() + " must act first";
  }

  private static String ownedBy(Task task) {
    Task owner = Deadlocks.ownerOf(task);
    return owner == null ? "" : " by " + owner.name();
  }

  void resumed(Task task) {
    names.putIfAbsent(task.id, task.name());
  }

  void timedOut(Task task) {
    note(task, "its time-out fires");
  }

  void startled(Task task) {
    startled.add(task.id);
    note(task, "wakes up for no reason");
  }

  private void add(Task task, Entry entry) {
    names.putIfAbsent(task.id, task.name());
    entries.add(entry);
    last = entry;
  }

  public List<Entry> entries() {
    return entries;
  }

  /// The names of the threads whose waits ended for no reason.
  public List<String> startled() {
    return startled.stream().map(this::nameOf).toList();
  }

  public String nameOf(int task) {
    return names.getOrDefault(task, "thread " + task);
  }

  public int threads() {
    return names.size();
  }

  /// What the entry says, with objects named by `labels`.
  public static String describe(Entry entry, Labels labels) {
    Site site = entry.site;
    if (site == null) {
      return entry.note;
    }
    String value = entry.value == null ? "" : (site.isWrite() ? " := " : " = ") + entry.value;
    return switch (site.kind) {
      case ENTER, EXIT, WAIT, NOTIFY, NOTIFY_ALL ->
          site.kind.verb() + " " + labels.of(entry.object, site.hint);
      case READ_ELEMENT, WRITE_ELEMENT ->
          site.kind.verb() + " " + Labels.plain(site.hint.isEmpty() ? "array" : site.hint) + "[" + entry.offset + "]" + value;
      case READ, WRITE, CALL, THREAD, READ_CONTENTS, WRITE_CONTENTS, HANDLE ->
          site.kind.verb() + " " + site.subject() + value;
    };
  }

  /// The entries without plain accesses to variables that only one thread ever touched.
  public List<Entry> interesting() {
    Map<Object, Integer> touched = new HashMap<>();

    for (Entry e : entries) {
      Site site = e.site;
      if (site != null && plain(site)) {
        touched.merge(new Variable(System.identityHashCode(e.object), e.offset), e.task, (a, b) -> a.equals(b) ? a : -1);
      }
    }
    List<Entry> kept = new ArrayList<>();
    for (Entry e : entries) {
      Site site = e.site;
      if (site == null || !plain(site)
          || touched.getOrDefault(new Variable(System.identityHashCode(e.object), e.offset), -1) == -1) {
        kept.add(e);
      }
    }
    return kept;
  }

  private record Variable(int identity, long offset) {}

  private static boolean plain(Site site) {
    return switch (site.kind) {
      case READ, WRITE, READ_ELEMENT, WRITE_ELEMENT, READ_CONTENTS, WRITE_CONTENTS -> true;
      case ENTER, EXIT, WAIT, NOTIFY, NOTIFY_ALL, CALL, THREAD, HANDLE -> false;
    };
  }
}
