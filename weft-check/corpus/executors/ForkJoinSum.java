// Right: a task is forked, and its plain field is read after the join.
// Idea: RecursiveTask's documentation. Broken twin: ForkJoinSumEarly.java.

import java.util.concurrent.*;

@SuppressWarnings("serial")
static class Sum extends RecursiveAction {
  final int from;
  int to;
  int sum;

  Sum(int from, int to) {
    this.from = from;
    this.to = to;
  }

  @Override
  protected void compute() {
    if (to - from == 1) {
      sum = from;
      return;
    }
    int middle = (from + to) / 2;
    var left = new Sum(from, middle);
    var right = new Sum(middle, to);
    left.fork();
    right.compute();
    left.join();
    sum = left.sum + right.sum;
  }
}

void main() {
  var all = new Sum(0, 4);
  ForkJoinPool.commonPool().invoke(all);
  if (all.sum != 6) {
    throw new AssertionError("the sum is " + all.sum);
  }
}
