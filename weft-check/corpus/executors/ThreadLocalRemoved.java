// Right: the task removes the thread local in finally.
// Idea: thread locals in pooled threads, as in servlet containers. Broken twin: ThreadLocalLeftBehind.java.

import java.util.concurrent.*;

static final ThreadLocal<String> USER = new ThreadLocal<>();

static void asUser(String user) {
  if (USER.get() != null) {
    throw new AssertionError(user + " runs as " + USER.get());
  }
  USER.set(user);
  USER.remove();
}

void main(String[] args) throws Exception {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  try (ExecutorService pool = Executors.newFixedThreadPool(2, threads.factory())) {
    Future<?> first = pool.submit(() -> asUser("ann"));
    Future<?> nobody = pool.submit(() -> {});
    Future<?> third = pool.submit(() -> asUser("ben"));
    try {
      first.get();
      nobody.get();
      third.get();
    } catch (ExecutionException e) {
      throw (Error) e.getCause();
    }
  }
}
