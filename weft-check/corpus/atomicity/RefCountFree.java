// Right: the value returned by the decrement decides, so exactly one thread frees.
// Idea: reference counting as in Facebook's and the kernel's post-mortems. Broken twin: RefCountDoubleFree.java.

import java.util.concurrent.atomic.AtomicInteger;

final AtomicInteger users = new AtomicInteger(2);
final AtomicInteger frees = new AtomicInteger();

void release() {
  if (users.decrementAndGet() == 0) {
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
