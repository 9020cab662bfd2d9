package dev.weft.bench.peer;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Locale;

/// Warms a workload up, measures it and prints one JSON line for each measurement.
public final class Measure {
  /// HotSpot's optimizing compiler takes up a method whose loop runs long only after its 600th call (`Tier4MinInvocationThreshold`).
  private static final int FEW = 2_000;

  /// The first one ends with branches that compiled code had never seen taken, so that it is thrown away; so does sometimes the second.
  private static final int REHEARSALS = 4;

  private final PeerOptions options;
  private final PrintStream out;
  private final boolean rehearsal;

  public Measure(PeerOptions options, PrintStream out) {
    this(options, out, false);
  }

  private Measure(PeerOptions options, PrintStream out, boolean rehearsal) {
    this.options = options;
    this.out = out;
    this.rehearsal = rehearsal;
  }

  /// A workload: does about `n` operations, and says how many it did and how long they took (set-up left out).
  @FunctionalInterface
  public interface Body {
    Took run(int n) throws Exception;
  }

  /// What one run of a workload did.
  public record Took(long operations, long nanos) {
    /// The operations that were done since a [System#nanoTime()].
    public static Took since(long start, long operations) {
      return new Took(operations, System.nanoTime() - start);
    }

    double each() {
      return (double) nanos / operations;
    }
  }

  public PeerOptions options() {
    return options;
  }

  /// Whether nobody sees what it prints.
  public boolean isRehearsal() {
    return rehearsal;
  }

  public int size() {
    return options.size();
  }

  /// A workload that takes its own measurements.
  @FunctionalInterface
  public interface Workload {
    void run(Measure measure) throws Exception;
  }

  /// Runs a workload some times with a few tasks, without a word, so that the tasks to be measured begin as compiled code.
  public void rehearse(Workload workload) throws Exception {
    for (int i = 0; i < REHEARSALS; i++) {
      workload.run(rehearsal(Math.min(FEW, size())));
    }
  }

  /// The same workload with fewer tasks, to be run first: it prints nothing, but compiles the code, so that tasks that live long begin
  /// as compiled code. One that begins in the interpreter stays there for about a thousand rounds of its loop, whatever has been compiled
  /// meanwhile.
  public Measure rehearsal(int size) {
    var smaller =
        new PeerOptions(
            options.suite(), options.variant(), options.workers(), size, options.warmup(), options.run(), 1);
    return new Measure(smaller, new PrintStream(OutputStream.nullOutputStream()), true);
  }

  /// Warms up with growing counts, beginning with `first`, until the warm-up time has passed, and then prints the
  /// nanoseconds per operation of as many runs as wanted, with a count, never less than `first`, that makes each last
  /// about the wanted time.
  public void perOperation(int first, Body body) throws Exception {
    int n = calibrate(first, body);
    for (int i = 0; i < options.samples(); i++) {
      emit("", "ns/op", body.run(n).each());
    }
  }

  private int calibrate(int first, Body body) throws Exception {
    int n = first;
    long start = System.nanoTime();
    while (true) {
      long took = body.run(n).nanos();
      double wanted = (double) n * options.run().toNanos() / (took + 1);
      n = (int) Math.max(first, Math.min(wanted, Math.min(8.0 * n, 1 << 28)));
      if (System.nanoTime() - start >= options.warmup().toNanos() && wanted <= 2.0 * n) {
        return n;
      }
    }
  }

  /// Prints one measurement. The metric is empty for the suite's own number, and names a second one otherwise.
  public void emit(String metric, String unit, double value) {
    String name = metric.isEmpty() ? "" : "\"metric\":\"" + metric + "\",";
    out.printf(Locale.ROOT, "{%s\"unit\":\"%s\",\"value\":%.3f}%n", name, unit, value);
    out.flush();
  }

  /// Prints that the measured task did not run at all.
  public void starved() {
    out.println("{\"unit\":\"ns/op\",\"value\":null}");
    out.flush();
  }
}
