// Wrong: the owner takes the last item without a compare-and-set on the top, so a thief can have it as well.
// Idea: the work-stealing deques of CHESS and SCTBench (WSQ); Chase and Lev 2005. Repaired twin:
// WorkStealingCas.java.

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

final AtomicIntegerArray items = new AtomicIntegerArray(8);
final AtomicIntegerArray taken = new AtomicIntegerArray(8);
final AtomicInteger top = new AtomicInteger();
volatile int bottom;

void push(int item) {
  items.set(bottom, item);
  bottom = bottom + 1;
}

int pop() {
  int last = bottom - 1;
  bottom = last;
  int first = top.get();
  if (first > last) {
    bottom = first;
    return -1;
  }
  int item = items.get(last);
  if (first == last) {
    top.set(first + 1);
    bottom = first + 1;
  }
  return item;
}

int steal() {
  int first = top.get();
  if (first >= bottom) {
    return -1;
  }
  int item = items.get(first);
  return top.compareAndSet(first, first + 1) ? item : -1;
}

void count(int item) {
  if (item >= 0) {
    taken.incrementAndGet(item);
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  push(0);
  push(1);
  Runnable thief =
      () -> {
        count(steal());
        count(steal());
      };
  Thread stealing = threads.start(thief);
  count(pop());
  count(pop());
  stealing.join();
  for (int item = 0; item < 2; item++) {
    if (taken.get(item) > 1) {
      throw new AssertionError("item " + item + " was taken " + taken.get(item) + " times");
    }
  }
}
