package dev.weft.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.ThreadDeathEvent;
import com.sun.jdi.event.ThreadStartEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A program under `weft run` and a debugger.
class DebuggedIT {
  private static final Pattern ADDRESS = Pattern.compile("Listening for transport dt_socket at address: (\\d+)");

  /// Longer than the agent leaves a program alone.
  private static final long THINKING_MILLIS = 1_500;

  @TempDir private Path folder;

  /// The debugger keeps the JVM waiting before `main`, is told of the threads that fibers run on, and lets it end.
  @Test
  void waitsForItsDebuggerAndTellsItOfFibers() throws Exception {
    Path source =
        Files.writeString(
            folder.resolve("Meets.java"),
            """
            import dev.weft.Scope;
            import java.util.concurrent.CyclicBarrier;
            void main() throws Exception {
              var barrier = new CyclicBarrier(5); // none ends before all have begun
              try (var scope = Scope.open()) {
                for (int i = 0; i < 5; i++) {
                  scope.fork(() -> { barrier.await(); });
                }
              }
              IO.println("met");
            }
            """);
    List<String> words =
        Child.weftRun("--jvm", "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=localhost:0", source.toString()).words();
    Process program = new ProcessBuilder(words).redirectErrorStream(true).start();
    CompletableFuture<Void> deadline =
        CompletableFuture.runAsync(() -> kill(program), CompletableFuture.delayedExecutor(90, TimeUnit.SECONDS));
    try (BufferedReader output = program.inputReader(StandardCharsets.UTF_8)) {
      String address = address(output);
      Thread.sleep(THINKING_MILLIS);
      Told told = follow(address);
      assertThat(String.join("\n", output.lines().toList())).isEqualTo("met");
      assertThat(program.waitFor()).isZero();
      assertThat(told.started).as("virtual threads that started").hasSizeGreaterThanOrEqualTo(6); // main's and five
      assertThat(told.started).containsAll(told.ended);
      assertThat(told.ended).isNotEmpty();
    } finally {
      deadline.cancel(false);
      kill(program);
    }
  }

  /// The numbers of the virtual threads that a debugger hears of.
  private record Told(Set<Long> started, Set<Long> ended) {}

  private static Told follow(String port) throws Exception {
    AttachingConnector connector =
        Bootstrap.virtualMachineManager().attachingConnectors().stream()
            .filter(each -> each.name().equals("com.sun.jdi.SocketAttach"))
            .findFirst()
            .orElseThrow();
    Map<String, Connector.Argument> arguments = connector.defaultArguments();
    arguments.get("hostname").setValue("localhost");
    arguments.get("port").setValue(port);
    VirtualMachine vm = connector.attach(arguments);
    vm.eventRequestManager().createThreadStartRequest().enable();
    vm.eventRequestManager().createThreadDeathRequest().enable();
    vm.resume();
    var told = new Told(new HashSet<>(), new HashSet<>());
    while (true) {
      EventSet set = vm.eventQueue().remove();
      for (Event event : set) {
        switch (event) {
          case ThreadStartEvent start when start.thread().isVirtual() -> told.started.add(start.thread().uniqueID());
          case ThreadDeathEvent end when end.thread().isVirtual() -> told.ended.add(end.thread().uniqueID());
          case VMDisconnectEvent _ -> {
            return told;
          }
          default -> {}
        }
      }
      set.resume();
    }
  }

  private static String address(BufferedReader output) throws Exception {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher matcher = ADDRESS.matcher(line);
      if (matcher.find()) {
        return matcher.group(1);
      }
    }
    throw new AssertionError("the JVM does not wait for a debugger");
  }

  private static void kill(Process program) {
    program.descendants().forEach(ProcessHandle::destroyForcibly);
    program.toHandle().destroyForcibly();
  }
}
