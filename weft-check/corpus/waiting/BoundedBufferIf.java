// Wrong: after wait the condition is not looked at again; another consumer may have been quicker, and the buffer is
// empty.
// Idea: JPF's BoundedBuffer; "if" for "while" around wait. Repaired twin: BoundedBufferWhile.java.

final Deque<Integer> buffer = new ArrayDeque<>();
final int capacity = 1;

synchronized void put(int item) throws InterruptedException {
  while (buffer.size() == capacity) {
    wait();
  }
  buffer.addLast(item);
  notifyAll();
}

synchronized int take() throws InterruptedException {
  if (buffer.isEmpty()) {
    wait();
  }
  int item = buffer.removeFirst();
  notifyAll();
  return item;
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Runnable consumer =
      () -> {
        try {
          take();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      };
  Thread first = threads.start(consumer);
  Thread second = threads.start(consumer);
  put(1);
  put(2);
  first.join();
  second.join();
}
