// Right: there is room for both replies, so nobody waits for a receiver.
// Idea: Go's "first reply wins" on an unbuffered channel leaks the loser. Wrong twin: FirstReply.java.

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

void ask(boolean virtual, BlockingQueue<String> replies, String name) {
  Runnable asker =
      () -> {
        try {
          replies.put(name);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      };
  (virtual ? Thread.ofVirtual() : Thread.ofPlatform()).start(asker);
}

void main(String[] args) throws InterruptedException {
  boolean virtual = args.length > 0;
  var replies = new LinkedBlockingQueue<String>(2);
  ask(virtual, replies, "one");
  ask(virtual, replies, "two");
  if (replies.take().isEmpty()) {
    throw new AssertionError("an empty reply");
  }
}
