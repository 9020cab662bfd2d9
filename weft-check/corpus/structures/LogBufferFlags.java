// Wrong: the reader takes the number of its own round for the number of the item, although rounds may find nothing.
// Idea: SCTBench circular_buffer_bad. Repaired twin: LogBufferCounted.java.

import java.util.concurrent.locks.ReentrantLock;

final ReentrantLock lock = new ReentrantLock();
final int[] log = new int[4];
int first;
int next;
boolean send = true;
boolean receive;

void write() {
  for (int item = 0; item < 4; item++) {
    lock.lock();
    try {
      if (send) {
        log[next++] = item;
        send = false;
        receive = true;
      }
    } finally {
      lock.unlock();
    }
  }
}

void read() {
  for (int round = 0; round < 4; round++) {
    lock.lock();
    try {
      if (receive) {
        int expected = round;
        int item = log[first++];
        if (item != expected) {
          throw new AssertionError("item " + item + " where " + expected + " was expected");
        }
        receive = false;
        send = true;
      }
    } finally {
      lock.unlock();
    }
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread writer = threads.start(this::write);
  Thread reader = threads.start(this::read);
  writer.join();
  reader.join();
}
