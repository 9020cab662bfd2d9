package dev.weft.testing;

import dev.weft.check.launch.ClassPath;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/// Checks a structure against its sequential specification, in short scenarios of a few threads.
public final class Lincheck {
  /// Scenarios for each check: a few by default, because the threads have to meet for each of their many runs.
  private static final int SCENARIOS = Integer.getInteger("lincheck.iterations", 3);

  private static final int FOUND = 3;

  private Lincheck() {}

  /// The test of a structure that is small enough for both ways, and for more scenarios. It begins as its constructor makes it.
  ///
  /// Lincheck counts threads from 1; 0 would be who acts before them.
  public abstract static class BothWays {
    private final Class<?> structure;
    private final Class<?> specification;

    protected BothWays(Class<?> structure, Class<?> specification) {
      this.structure = structure;
      this.specification = specification;
    }

    @Test
    protected void underStress() {
      fours(new StressOptions()).invocationsPerIteration(100).check(structure);
    }

    @Test
    protected void modelChecked() {
      fours(new ModelCheckingOptions()).iterations(4 * SCENARIOS).invocationsPerIteration(100).check(structure);
    }

    /// Model checks the structure with a mistake in it, in a JVM of its own; returns what that one says if it has found the mistake.
    protected Optional<String> whatIsFoundIn(Mistake mistake, Path directory) throws IOException, InterruptedException {
      String separator = System.getProperty("path.separator");
      Path output = directory.resolve("output.txt");
      List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
      command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream().filter(a -> !a.startsWith("-javaagent")).toList());
      command.addAll(List.of("-cp", mistake.compile(directory) + separator + ClassPath.current(), Lincheck.class.getName(),
          structure.getName(), specification.getName()));
      int exit = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start().waitFor();
      return exit == FOUND ? Optional.of(Files.readString(output)) : Optional.empty();
    }

    private <O extends Options<O, ?>> O fours(O options) {
      return Lincheck.fours(options, specification);
    }
  }

  /// Looks for a mistake: ten times as long as a check that expects none. Exits with 3 if it finds one.
  public static void main(String[] classes) throws ClassNotFoundException {
    try {
      fours(new ModelCheckingOptions(), Class.forName(classes[1]))
          .iterations(40 * SCENARIOS).invocationsPerIteration(100).minimizeFailedScenario(false).check(Class.forName(classes[0]));
    } catch (AssertionError e) {
      System.out.println(e.getMessage());
      System.exit(FOUND);
    }
  }

  private static <O extends Options<O, ?>> O fours(O options, Class<?> specification) {
    return bounded(options, specification).threads(2).actorsPerThread(4).actorsBefore(0);
  }

  /// On real threads.
  public static void stress(Class<?> structure, Class<?> specification) {
    pairs(new StressOptions(), specification).invocationsPerIteration(100).check(structure);
  }

  /// On interleavings that the checker chooses.
  public static void modelCheck(Class<?> structure, Class<?> specification) {
    pairs(new ModelCheckingOptions(), specification).invocationsPerIteration(60).check(structure);
  }

  /// On three real threads, each of which does less.
  public static void stressOfThree(Class<?> structure, Class<?> specification) {
    threes(new StressOptions(), specification).invocationsPerIteration(100).check(structure);
  }

  /// Three threads, on interleavings that the checker chooses.
  public static void modelCheckOfThree(Class<?> structure, Class<?> specification) {
    threes(new ModelCheckingOptions(), specification).iterations(3 * SCENARIOS).invocationsPerIteration(60).check(structure);
  }

  private static <O extends Options<O, ?>> O pairs(O options, Class<?> specification) {
    return bounded(options, specification).threads(2).actorsPerThread(3);
  }

  private static <O extends Options<O, ?>> O threes(O options, Class<?> specification) {
    return bounded(options, specification).threads(3).actorsPerThread(2);
  }

  private static <O extends Options<O, ?>> O bounded(O options, Class<?> specification) {
    return options.iterations(SCENARIOS).actorsBefore(2).actorsAfter(2).sequentialSpecification(specification);
  }
}
