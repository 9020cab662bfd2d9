// Right: the dispatcher wakes all loggers whenever it has made room.
// Idea: the AsyncAppender bugs of log4j 1.2 (38137 and others), in JaConTeBe. Broken twin: AppenderLostNotify.java.

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
    buffer.notifyAll();
  }
}

void dispatch(int events) throws InterruptedException {
  while (dispatched < events) {
    synchronized (buffer) {
      while (buffer.isEmpty()) {
        buffer.wait();
      }
      buffer.poll();
      dispatched++;
      buffer.notifyAll();
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
