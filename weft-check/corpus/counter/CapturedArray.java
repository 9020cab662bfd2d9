// Wrong: a one-element array captured by two lambdas is plain shared memory, and its increments get lost.
// Idea: a lambda's way around "effectively final", seen in many code reviews. Repaired twin: CapturedAtomic.java.

import java.util.concurrent.atomic.AtomicInteger;

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  int[] total = {0};
  Runnable work = () -> total[0]++;
  Thread first = threads.start(work);
  Thread second = threads.start(work);
  first.join();
  second.join();
  if (total[0] != 2) {
    throw new AssertionError("total is " + total[0] + ", expected 2");
  }
}
