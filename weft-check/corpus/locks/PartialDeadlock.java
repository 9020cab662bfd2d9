// Wrong: two threads deadlock while a heartbeat runs on, so the program is never quiet.
// Idea: partial deadlocks, which tools that wait for all threads to block do not see. Repaired twin:
// PartialDeadlockOrdered.java.

final Object left = new Object();
final Object right = new Object();
volatile boolean stop;

void inOrder() {
  synchronized (left) {
    synchronized (right) {
      right.hashCode();
    }
  }
}

void otherWay() {
  synchronized (right) {
    synchronized (left) {
      left.hashCode();
    }
  }
}

void heartbeat() {
  while (!stop) {
    try {
      Thread.sleep(5);
    } catch (InterruptedException e) {
      return;
    }
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread beats = threads.start(this::heartbeat);
  Thread first = threads.start(this::inOrder);
  Thread second = threads.start(this::otherWay);
  first.join();
  second.join();
  stop = true;
  beats.join();
}
