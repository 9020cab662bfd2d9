// A pool of three workers takes jobs from a channel; a wait group tells when all jobs are done, whoever did them.
// Expect one line per job with the worker that did it, in any order, then "9 jobs done, sum of squares 285".

import dev.weft.Fiber;
import dev.weft.Scope;
import dev.weft.channel.Channel;
import dev.weft.sync.WaitGroup;

void main() throws Exception {
  Channel<Integer> jobs = Channel.buffered(100);
  var undone = new WaitGroup();
  var sum = new AtomicInteger();
  try (var scope = Scope.open()) {
    for (String name : List.of("ann", "ben", "cat")) {
      scope.fork(name, () -> {
        for (int job : jobs) {
          Fiber.sleep(Duration.ofMillis(10)); // stands for work
          sum.addAndGet(job * job);
          IO.println("job " + job + " done by " + name);
          undone.done();
        }
      });
    }
    undone.add(9);
    for (int job = 1; job <= 9; job++) jobs.send(job);
    undone.await();
    IO.println("9 jobs done, sum of squares " + sum);
    jobs.close();
  }
}
