// Wrong: unlock sees no successor and leaves, although one has swapped itself in and is about to link: it spins for
// ever.
// Idea: Mellor-Crummey and Scott 1991, and the step that is often forgotten in unlock. Repaired twin: McsLock.java.

import java.util.concurrent.atomic.AtomicReference;

static final class Place {
  volatile boolean waits;
  volatile Place next;
}

final AtomicReference<Place> tail = new AtomicReference<>();
int count;

void lock(Place mine) {
  Place before = tail.getAndSet(mine);
  if (before != null) {
    mine.waits = true;
    before.next = mine;
    while (mine.waits) {
      Thread.onSpinWait();
    }
  }
}

void unlock(Place mine) {
  if (mine.next == null) {
    if (tail.compareAndSet(mine, null)) {
      return;
    }
    return;
  }
  mine.next.waits = false;
}

void work() {
  Place mine = new Place();
  lock(mine);
  count++;
  unlock(mine);
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread first = threads.start(this::work);
  Thread second = threads.start(this::work);
  first.join();
  second.join();
  if (count != 2) {
    throw new AssertionError("count is " + count);
  }
}
