package dev.weft.channel;

import org.jspecify.annotations.Nullable;

/// The values of a channel that nobody has taken yet, oldest first. Guarded by the channel's lock.
///
/// Invariants: 0 <= size <= capacity; the array's length is a power of two and grows up to the capacity when it is needed.
final class Ring {
  private static final int FIRST_LENGTH = 8;

  private final int capacity;
  private @Nullable Object[] slots;
  private int head;
  private int size;

  Ring(int capacity) {
    this.capacity = capacity;
    this.slots = new @Nullable Object[capacity == 0 ? 0 : FIRST_LENGTH];
  }

  int size() {
    return size;
  }

  int capacity() {
    return capacity;
  }

  boolean isFull() {
    return size >= capacity;
  }

  void add(@Nullable Object value) {
    if (size == slots.length) {
      grow();
    }
    slots[(head + size) & (slots.length - 1)] = value;
    size++;
  }

  @Nullable Object take() {
    Object value = slots[head];
    slots[head] = null;
    head = (head + 1) & (slots.length - 1);
    size--;
    return value;
  }

  private void grow() {
    @Nullable Object[] wider = new @Nullable Object[slots.length * 2];
    for (int i = 0; i < size; i++) {
      wider[i] = slots[(head + i) & (slots.length - 1)];
    }
    slots = wider;
    head = 0;
  }
}
