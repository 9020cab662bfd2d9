package dev.weft.check.engine.runtime;

import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// Accesses of Weft's own library to its volatile variables: they order threads, and those that can be looked at from outside, without a
/// lock, are steps.
public final class KernelVariables {
  private KernelVariables() {}

  public static void readOrdering(@Nullable Object object, int siteId) {
    Task task = Kernel.task();
    if (task != null && object != null) {
      KernelHandovers.acquire(task, object, field(object, siteId).offset);
    }
  }

  public static void writeOrdering(@Nullable Object object, int siteId) {
    Task task = Kernel.task();
    if (task != null && object != null) {
      KernelHandovers.release(task, object, field(object, siteId).offset);
    }
  }

  public static void readObserved(@Nullable Object object, int siteId) {
    Task task = Kernel.task();
    if (task != null && object != null) {
      FieldInfo field = field(object, siteId);
      if (task.fresh) {
        Kernel.arrive(task, object);
        if (!task.takes) {
          Order.step(task, object, field.offset, false);
        }
      } // else it is inside an operation, where what the operation works on says enough of the order
      Points.touch(object, field.offset, false);
      KernelHandovers.acquire(task, object, field.offset);
    }
  }

  public static void writeObserved(@Nullable Object object, int siteId) {
    Task task = Kernel.task();
    if (task != null && object != null) {
      FieldInfo field = field(object, siteId);
      Points.touch(object, field.offset, true);
      Order.shows(object, field.offset);
      KernelHandovers.release(task, object, field.offset);
    }
  }

  private static FieldInfo field(Object object, int siteId) {
    Site site = Sites.at(siteId);
    FieldInfo field = site.field;
    if (field == null) {
      field = FieldInfo.resolve(site, object.getClass().getClassLoader());
      site.field = field;
    }
    return field;
  }

  /// Before an access by a handle to a field of an object.
  public static void handle(VarHandle handle, Object object, boolean acquire, boolean release) {
    Task task = Kernel.task();
    if (task != null) {
      long offset = Handles.offset(handle, object, 0);
      if (acquire) {
        KernelHandovers.acquire(task, object, offset);
      }
      if (release) {
        KernelHandovers.release(task, object, offset);
      }
    }
  }

  /// What follows counts something for statistics, or hands out numbers: no step depends on it.
  public static void quiet() {
    Task task = Turns.current();
    if (task != null) {
      task.quiet = true;
    }
  }

  public static void loud() {
    Task task = Turns.current();
    if (task != null) {
      task.quiet = false;
    }
  }
}
