package dev.weft.check.engine.runtime;

import java.util.List;
import java.util.TreeSet;

/// Accesses of the program in modes weaker than sequential consistency: acquire and release, opaque, plain accesses of atomics. They
/// are explored as if every read saw the last write, although Java allows more, so a clean verdict must name them.
///
/// Plain `get` and `set` of a VarHandle are not among them: two of those that nothing orders are a data race, and reported.
public final class WeakModes {
  /// @param mode  the method, such as `setRelease`
  /// @param place `File.java:line`
  public record Use(String mode, String place) implements Comparable<Use> {
    @Override
    public int compareTo(Use that) {
      int byPlace = place.compareTo(that.place);
      return byPlace != 0 ? byPlace : mode.compareTo(that.mode);
    }

    @Override
    public String toString() {
      return mode + " at " + place;
    }
  }

  private static final TreeSet<Use> MET = new TreeSet<>();

  private WeakModes() {}

  static boolean isWeak(String owner, String member) {
    boolean handle = owner.equals("java/lang/invoke/VarHandle");
    boolean atomic = owner.startsWith("java/util/concurrent/atomic/");
    if (!handle && !atomic) {
      return false;
    }
    return member.endsWith("Acquire") || member.endsWith("Release") || member.endsWith("Opaque") || member.endsWith("Plain")
        || atomic && (member.equals("lazySet") || member.equals("weakCompareAndSet"));
  }

  /// A controlled thread is about to do it.
  static void met(Site site) {
    site.weak = false;
    MET.add(new Use(site.member, site.place()));
  }

  /// What was executed in this JVM so far, by place.
  public static List<Use> met() {
    return List.copyOf(MET);
  }
}
