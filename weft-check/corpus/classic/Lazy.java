// Wrong: the third thread takes for impossible what happens whenever it comes last.
// Idea: SCTBench lazy01. Repaired twin: LazyBound.java.

import java.util.concurrent.locks.ReentrantLock;

final ReentrantLock lock = new ReentrantLock();
int data;

void add(int more) {
  lock.lock();
  try {
    data += more;
  } finally {
    lock.unlock();
  }
}

void check() {
  lock.lock();
  try {
    if (data > 2) {
      throw new AssertionError("data is " + data);
    }
  } finally {
    lock.unlock();
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread one = threads.start(() -> add(1));
  Thread two = threads.start(() -> add(2));
  Thread three = threads.start(this::check);
  one.join();
  two.join();
  three.join();
}
