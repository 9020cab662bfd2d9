// Right: the program polls again until something is there.
// Idea: BlockingQueue.poll with a time-out whose null nobody looks at. Broken twin: PollTrusted.java.

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

final LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread producer = threads.start(() -> queue.add("order"));
  String order = queue.poll(2, TimeUnit.SECONDS);
  while (order == null) {
    order = queue.poll(2, TimeUnit.SECONDS);
  }
  if (order.length() != 5) {
    throw new AssertionError(order);
  }
  producer.join();
}
