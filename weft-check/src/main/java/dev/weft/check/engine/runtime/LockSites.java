package dev.weft.check.engine.runtime;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/// Where locks of java.util.concurrent were last taken, by the call sites `lock`, `tryLock` and their kind. Only for
/// reports: a lock is known by its synchroniser, because that is what the JDK parks threads on.
final class LockSites {
  /// Takes a lock, its synchroniser, and the call that took it.
  interface Visitor {
    void lock(Object lock, @Nullable Object sync, Site site);
  }

  private static final IdentityHashMap<Object, Site> TAKEN = new IdentityHashMap<>();
  private static final Map<Class<?>, Field> SYNC = new HashMap<>();

  private LockSites() {}

  static void reset() {
    Takers.reset();
    Swallowed.reset();
    if (!TAKEN.isEmpty()) {
      TAKEN.clear();
    }
  }

  static void called(Object lock, Site site) {
    if (site.member.equals("lock") || site.member.equals("tryLock") || site.member.equals("lockInterruptibly")) {
      TAKEN.putIfAbsent(lock, site);
    } else if (site.member.equals("unlock")) {
      TAKEN.remove(lock);
    }
  }

  static void each(Visitor visitor) {
    for (Map.Entry<Object, Site> taken : TAKEN.entrySet()) {
      visitor.lock(taken.getKey(), syncOf(taken.getKey()), taken.getValue());
    }
  }

  /// True if a thread parked on `sync` waits for `lock`.
  static boolean isSyncOf(@Nullable Object sync, @Nullable Object lock) {
    return sync != null && lock != null && syncOf(lock) == sync;
  }

  static @Nullable Object syncOf(Object lock) {
    if (!(lock instanceof ReentrantLock || lock instanceof ReentrantReadWriteLock.WriteLock
        || lock instanceof ReentrantReadWriteLock.ReadLock)) {
      return lock instanceof AbstractOwnableSynchronizer ? lock : null;
    }
    Field field = SYNC.get(lock.getClass());
    if (field == null) {
      field = FieldInfo.find(lock.getClass(), "sync");
      SYNC.put(lock.getClass(), field);
    }
    return field == null ? null : Jdk.UNSAFE.getReference(lock,
        Jdk.UNSAFE.objectFieldOffset(field.getDeclaringClass(), field.getName()));
  }
}
