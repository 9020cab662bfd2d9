// Wrong: the slower of two askers hands its reply to a rendezvous that nobody attends any more, and waits there for ever.
// Idea: Go's "first reply wins" on an unbuffered channel leaks the loser. Repaired twin: FirstReplyBuffered.java.

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;

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
  var replies = new SynchronousQueue<String>();
  ask(virtual, replies, "one");
  ask(virtual, replies, "two");
  if (replies.take().isEmpty()) {
    throw new AssertionError("an empty reply");
  }
}
