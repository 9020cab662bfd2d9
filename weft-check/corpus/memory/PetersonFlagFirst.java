// Right: the wish is shown first, then the turn is given away.
// Idea: the reordering exercise on Peterson's lock in Herlihy and Shavit, chapter 2. Broken twin:
// PetersonTurnFirst.java.

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

final AtomicIntegerArray wants = new AtomicIntegerArray(2);
final AtomicInteger turn = new AtomicInteger();
final AtomicInteger inside = new AtomicInteger();

void enter(int me) {
  int other = 1 - me;
  wants.set(me, 1);
  turn.set(other);
  while (wants.get(other) == 1 && turn.get() == other) {
    Thread.onSpinWait();
  }
  if (inside.incrementAndGet() != 1) {
    throw new AssertionError("both are inside");
  }
  inside.decrementAndGet();
  wants.set(me, 0);
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread zero = threads.start(() -> enter(0));
  Thread one = threads.start(() -> enter(1));
  zero.join();
  one.join();
}
