// Wrong: both groups count behind one gate; one keeps the gate while it waits for the resource, the other needs the
// gate to leave.
// Idea: SCTBench carter01: the first of a group takes the resource, the last gives it back. Repaired twin:
// GroupLockOwnGate.java.

import java.util.concurrent.Semaphore;

final Semaphore resource = new Semaphore(1);
final Object redGate = new Object();
final Object blueGate = redGate;
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
