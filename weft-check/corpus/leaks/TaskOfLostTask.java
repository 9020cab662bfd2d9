// Wrong: a daemon waits for the result of a task that was taken from the queue and thrown away.
// Idea: FutureTask.get on a task that will never run. Repaired twin: TaskRun.java.

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;

void main() throws InterruptedException {
  var tasks = new LinkedBlockingQueue<FutureTask<Integer>>();
  var task = new FutureTask<>(() -> 42);
  tasks.add(task);
  Thread.ofPlatform()
      .daemon()
      .start(
          () -> {
            try {
              if (task.get() != 42) {
                throw new AssertionError("another result");
              }
            } catch (InterruptedException | ExecutionException e) {
              throw new AssertionError(e);
            }
          });
  var worker = Thread.ofPlatform().start(tasks::clear);
  worker.join();
}
