// Right: the lambdas share an AtomicInteger.
// Idea: a lambda's way around "effectively final", seen in many code reviews. Broken twin: CapturedArray.java.

import java.util.concurrent.atomic.AtomicInteger;

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  AtomicInteger total = new AtomicInteger();
  Runnable work = total::incrementAndGet;
  Thread first = threads.start(work);
  Thread second = threads.start(work);
  first.join();
  second.join();
  if (total.get() != 2) {
    throw new AssertionError("total is " + total + ", expected 2");
  }
}
