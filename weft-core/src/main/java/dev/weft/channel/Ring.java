package dev.weft.channel;

import dev.weft.internal.util.Locked;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// The values of a channel that nobody has taken yet, oldest first, and the lock that guards them and all that is added above.
///
/// Invariants: 0 <= size <= capacity; the array's length is a power of two and grows up to the capacity when it is needed.
///
/// A channel is one object, built in rooms, one on top of the other: this, [ChannelState], [HandOver], [SelectSide], [RingChannel]. A
/// visit to a channel costs the cache lines that it touches: they lie together.
abstract class Ring extends Locked {
  private static final VarHandle SIZE =
      ConstantBootstraps.fieldVarHandle(MethodHandles.lookup(), "size", VarHandle.class, Ring.class, int.class);
  private static final int FIRST_LENGTH = 8;

  private final int capacity;
  private @Nullable Object[] slots;
  private int head;
  private int size;

  Ring(int capacity) {
    this.capacity = capacity;
    this.slots = new @Nullable Object[capacity == 0 ? 0 : FIRST_LENGTH];
  }

  public final int capacity() {
    return capacity;
  }

  /// With the lock held.
  final boolean holdsNothing() {
    return size == 0;
  }

  final boolean isFull() {
    return size >= capacity;
  }

  /// How many values there are; a moment ago, if the lock is not held.
  final int sizeOpaque() {
    return (int) SIZE.getOpaque(this);
  }

  /// Leaves the lock if there is no memory for more.
  final void add(@Nullable Object value) {
    if (size == slots.length) {
      grow();
    }
    slots[(head + size) & (slots.length - 1)] = value;
    SIZE.setOpaque(this, size + 1);
  }

  final @Nullable Object take() {
    Object value = slots[head];
    slots[head] = null;
    head = (head + 1) & (slots.length - 1);
    SIZE.setOpaque(this, size - 1);
    return value;
  }

  /// One goes as another comes: the size does not change, not even for those who look without the lock.
  final @Nullable Object exchange(@Nullable Object value) {
    Object oldest = slots[head];
    slots[head] = null;
    head = (head + 1) & (slots.length - 1);
    slots[(head + size - 1) & (slots.length - 1)] = value;
    return oldest;
  }

  private void grow() {
    @Nullable Object[] wider;
    try {
      wider = new @Nullable Object[slots.length * 2];
    } catch (OutOfMemoryError | NegativeArraySizeException e) { // the sender's alone: the others go on with what is here
      unlock();
      throw e;
    }
    for (int i = 0; i < size; i++) {
      wider[i] = slots[(head + i) & (slots.length - 1)];
    }
    slots = wider;
    head = 0;
  }
}
