// Right: the worker answers every request.
// Idea: a request whose reply is lost; goroutine leaks. Wrong twin: LostFuture.java.

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
                  } else {
                    reply.complete("refused");
                  }
                });
    worker.join();
  }
}
