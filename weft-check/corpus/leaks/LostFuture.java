// Wrong: the worker drops the future of a request whose number is odd, so the daemon that asked waits for ever.
// Idea: a request whose reply is lost; goroutine leaks. Repaired twin: LostFutureCompleted.java.

import java.util.concurrent.CompletableFuture;

void main() throws InterruptedException {
  for (int i = 0; i < 2; i++) {
    int number = i;
    var reply = new CompletableFuture<String>();
    Thread.ofPlatform().daemon().start(reply::join);
    var worker =
        Thread.ofPlatform()
            .start(
                () -> {
                  if (number % 2 == 0) {
                    reply.complete("done");
                  }
                });
    worker.join();
  }
}
