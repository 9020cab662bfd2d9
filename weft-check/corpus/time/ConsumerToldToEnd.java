// Right: a last item tells the consumer to end.
// Idea: goroutine and thread leaks; a consumer that nobody ends. Broken twin: ForgottenConsumer.java.

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
  queue.add("end");
}
