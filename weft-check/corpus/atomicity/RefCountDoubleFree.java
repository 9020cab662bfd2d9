// Wrong: each thread decrements and then reads the count again; both can read zero and free the buffer twice.
// Idea: reference counting as in Facebook's and the kernel's post-mortems. Repaired twin: RefCountFree.java.

import java.util.concurrent.atomic.AtomicInteger;

final AtomicInteger users = new AtomicInteger(2);
final AtomicInteger frees = new AtomicInteger();

void release() {
  users.decrementAndGet();
  if (users.get() == 0) {
    frees.incrementAndGet();
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread first = threads.start(this::release);
  Thread second = threads.start(this::release);
  first.join();
  second.join();
  if (frees.get() != 1) {
    throw new AssertionError("freed " + frees.get() + " times");
  }
}
