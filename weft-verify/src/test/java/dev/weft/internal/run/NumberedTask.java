package dev.weft.internal.run;

/// A task that is known by its number; 0 is no task.
record NumberedTask(int number) implements Runnable {
  static int number(Runnable task) {
    return task instanceof NumberedTask(int number) ? number : 0;
  }

  @Override
  public void run() {}
}
