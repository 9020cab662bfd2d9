// Right: closing leaves the connection's monitor before it calls the pool (an open call).
// Idea: DBCP-270 of Apache Commons DBCP, in JaConTeBe. Broken twin: EvictorLockOrder.java.

static final class Connection {
  boolean open = true;
}

final Deque<Connection> idle = new ArrayDeque<>();

synchronized void evict() {
  for (Connection each : idle) {
    synchronized (each) {
      each.open = false;
    }
  }
  idle.clear();
}

synchronized void giveBack(Connection connection) {
  idle.remove(connection);
}

void close(Connection connection) {
  synchronized (connection) {
    connection.open = false;
    }
  giveBack(connection);
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Connection connection = new Connection();
  idle.add(connection);
  Thread evictor = threads.start(this::evict);
  Thread user = threads.start(() -> close(connection));
  evictor.join();
  user.join();
  if (!idle.isEmpty()) {
    throw new AssertionError("a closed connection is still in the pool");
  }
}
