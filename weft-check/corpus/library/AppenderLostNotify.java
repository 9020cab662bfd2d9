// Wrong: the dispatcher wakes one logger, and only if the buffer was full; the next one is not woken if it has
// emptied the buffer meanwhile.
// Idea: the AsyncAppender bugs of log4j 1.2 (38137 and others), in JaConTeBe. Repaired twin:
// AppenderAlwaysNotify.java.

final Deque<String> buffer = new ArrayDeque<>();
final int capacity = 2;
int dispatched;

void log(String event) {
  synchronized (buffer) {
    while (buffer.size() >= capacity) {
      try {
        buffer.wait();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    buffer.add(event);
    buffer.notify();
  }
}

void dispatch(int events) throws InterruptedException {
  while (dispatched < events) {
    synchronized (buffer) {
      while (buffer.isEmpty()) {
        buffer.wait();
      }
      boolean wasFull = buffer.size() == capacity;
      buffer.poll();
      dispatched++;
      if (wasFull) {
        buffer.notify();
      }
    }
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  List<Thread> loggers = new ArrayList<>();
  for (int i = 0; i < 4; i++) {
    String event = "event " + i;
    loggers.add(threads.start(() -> log(event)));
  }
  dispatch(4);
  for (Thread logger : loggers) {
    logger.join();
  }
}
