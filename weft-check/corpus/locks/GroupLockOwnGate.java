// Right: each group has a gate of its own.
// Idea: SCTBench carter01: the first of a group takes the resource, the last gives it back. Broken twin:
// GroupLock.java.

import java.util.concurrent.Semaphore;

final Semaphore resource = new Semaphore(1);
final Object redGate = new Object();
final Object blueGate = new Object();
int red;
int blue;

void visitRed() throws InterruptedException {
  synchronized (redGate) {
    red++;
    if (red == 1) {
      resource.acquire();
    }
  }
  synchronized (redGate) {
    red--;
    if (red == 0) {
      resource.release();
    }
  }
}

void visitBlue() throws InterruptedException {
  synchronized (blueGate) {
    blue++;
    if (blue == 1) {
      resource.acquire();
    }
  }
  synchronized (blueGate) {
    blue--;
    if (blue == 0) {
      resource.release();
    }
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread other =
      threads.start(
          () -> {
            try {
              visitBlue();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          });
  visitRed();
  other.join();
}
