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
    TAKEN.forEach((lock, site) -> visitor.lock(lock, syncOf(lock), site));
  }

  /// True if a thread parked on `sync` waits for `lock`.
  static boolean isSyncOf(@Nullable Object sync, @Nullable Object lock) {
    return sync != null && lock != null && syncOf(lock) == sync;
  }

  static boolean isHeldByOther(ReentrantLock lock, Thread thread) {
    Thread owner = syncOf(lock) instanceof AbstractOwnableSynchronizer sync ? Jdk.exclusiveOwner(sync) : null;
    return owner != null && owner != thread;
  }

  private static @Nullable Object syncOf(Object lock) {
    if (!(lock instanceof ReentrantLock || lock instanceof ReentrantReadWriteLock.WriteLock
        || lock instanceof ReentrantReadWriteLock.ReadLock)) {
      return lock instanceof AbstractOwnableSynchronizer ? lock : null;
    }
    Field field = SYNC.computeIfAbsent(lock.getClass(), type -> FieldInfo.find(type, "sync"));
    return field == null ? null : Jdk.UNSAFE.getReference(lock,
        Jdk.UNSAFE.objectFieldOffset(field.getDeclaringClass(), field.getName()));
  }
}
