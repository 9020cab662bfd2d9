// Wrong: the consumer waits for another item when its queue can no longer be reached by anyone who would add one.
// Idea: goroutine and thread leaks; a consumer that nobody ends. Repaired twin: ConsumerToldToEnd.java.

import java.util.concurrent.LinkedBlockingQueue;

void main() {
  var queue = new LinkedBlockingQueue<String>();
  Thread.ofPlatform()
      .start(
          () -> {
            try {
              while (!queue.take().equals("end")) {
                Thread.onSpinWait();
              }
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
  queue.add("item");

}
