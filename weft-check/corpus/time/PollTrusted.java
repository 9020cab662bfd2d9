// Wrong: poll can return null when its time is over, and the program uses it.
// Idea: BlockingQueue.poll with a time-out whose null nobody looks at. Repaired twin: PollChecked.java.

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

final LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread producer = threads.start(() -> queue.add("order"));
  String order = queue.poll(2, TimeUnit.SECONDS);
  if (order.length() != 5) {
    throw new AssertionError(order);
  }
  producer.join();
}
