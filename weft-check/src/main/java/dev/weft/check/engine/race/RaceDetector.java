package dev.weft.check.engine.race;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// FastTrack (Flanagan and Freund, PLDI 2009): two accesses to a variable race if neither happens before the other and
/// one of them writes. Happens-before is what the tasks' vector clocks say.
///
/// Differs from the paper: an access also remembers its site and event number, so that a race names both places and both
/// stacks can be had by replaying the schedule.
public final class RaceDetector {
  /// Told of each racing pair, in each schedule again.
  public interface Sink {
    void race(Object base, Access earlier, Access later);
  }

  /// One access: which task, its event number there, the site, and whether it wrote.
  public record Access(int task, int event, int site, boolean write) {}

  private final Sink sink;

  public RaceDetector(Sink sink) {
    this.sink = sink;
  }

  public void read(Shadow s, Object base, int task, int[] clock, int event, int site) {
    int now = clock[task];
    if (s.reader == task && s.readClock == now && s.readClocks == null) {
      return;
    }
    if (s.writer >= 0 && s.writer != task && s.writeClock > Clocks.at(clock, s.writer)) {
      sink.race(base, new Access(s.writer, s.writeEvent, s.writeSite, true), new Access(task, event, site, false));
    }
    if (s.readClocks != null) {
      inflate(s, task, now, event, site);
    } else if (s.reader < 0 || s.reader == task || s.readClock <= Clocks.at(clock, s.reader)) {
      s.reader = task;
      s.readClock = now;
      s.readEvent = event;
      s.readSite = site;
    } else {
      int first = s.reader;
      inflate(s, first, s.readClock, s.readEvent, s.readSite);
      inflate(s, task, now, event, site);
    }
  }

  public void write(Shadow s, Object base, int task, int[] clock, int event, int site) {
    int now = clock[task];
    if (s.writer == task && s.writeClock == now && s.reader < 0) {
      return;
    }
    if (s.writer >= 0 && s.writer != task && s.writeClock > Clocks.at(clock, s.writer)) {
      sink.race(base, new Access(s.writer, s.writeEvent, s.writeSite, true), new Access(task, event, site, true));
    }
    int[] clocks = s.readClocks;
    int[] sites = s.readSites;
    int[] events = s.readEvents;
    if (clocks != null && sites != null && events != null) {
      for (int t = 0; t < clocks.length; t++) {
        if (t != task && clocks[t] > Clocks.at(clock, t)) {
          sink.race(base, new Access(t, events[t], sites[t], false), new Access(task, event, site, true));
        }
      }
    } else if (s.reader >= 0 && s.reader != task && s.readClock > Clocks.at(clock, s.reader)) {
      sink.race(base, new Access(s.reader, s.readEvent, s.readSite, false), new Access(task, event, site, true));
    }
    s.readClocks = null;
    s.readSites = null;
    s.readEvents = null;
    s.reader = Shadow.NOBODY;
    s.writer = task;
    s.writeClock = now;
    s.writeEvent = event;
    s.writeSite = site;
  }

  private static void inflate(Shadow s, int task, int now, int event, int site) {
    int size = task + 1;
    int[] clocks = grown(s.readClocks, size);
    int[] sites = grown(s.readSites, size);
    int[] events = grown(s.readEvents, size);
    clocks[task] = now;
    sites[task] = site;
    events[task] = event;
    s.readClocks = clocks;
    s.readSites = sites;
    s.readEvents = events;
    s.reader = task;
    s.readClock = now;
  }

  private static int[] grown(int @Nullable [] array, int size) {
    return array == null ? new int[Math.max(4, size)] : array.length < size ? Arrays.copyOf(array, size) : array;
  }
}
