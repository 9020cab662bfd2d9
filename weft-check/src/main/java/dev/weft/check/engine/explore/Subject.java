package dev.weft.check.engine.explore;

/// The program that is explored: its body runs once in every schedule, as the main task.
interface Subject {
  void run() throws Throwable;
}
