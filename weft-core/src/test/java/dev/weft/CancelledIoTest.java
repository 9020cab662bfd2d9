package dev.weft;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.weft.schedule.Scheduler;
import dev.weft.testing.OnEveryScheduler;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;

/// A fiber that is cancelled while it reads, and ends because of that, has not failed, whatever the JDK calls the interrupt.
@SuppressWarnings("try") // closing a scope may park
class CancelledIoTest {
  private static final Duration UNTIL_IT_READS = Duration.ofMillis(5);

  private static void assertCancelled(Scheduler scheduler, Callable<Object> read) throws Exception {
    var enough = new CancellationException("enough");
    var began = new CountDownLatch(1);
    Weft.with(scheduler)
        .run(
            () -> {
              Fiber<Object> fiber;
              try (var scope = Scope.open()) {
                fiber = scope.fork(after(began, read));
                began.await();
                Fiber.sleep(UNTIL_IT_READS);
                scope.cancel(enough);
              }
              assertThat(fiber.outcome()).contains(new Outcome.Cancelled<>(enough));
            });
  }

  private static <T> Callable<T> after(CountDownLatch began, Callable<T> body) {
    return () -> {
      began.countDown();
      return body.call();
    };
  }

  /// The JDK interrupts it on virtual threads only.
  private static void assumeSocketsObey(Scheduler scheduler) {
    assumeThat(scheduler.name()).isNotEqualTo("kernel");
  }

  private static ServerSocket server() throws Exception {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @OnEveryScheduler
  void acceptingOnAChannel(Scheduler scheduler) throws Exception {
    try (var server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      assertCancelled(scheduler, server::accept);
    }
  }

  @OnEveryScheduler
  void acceptingOnASocket(Scheduler scheduler) throws Exception {
    assumeSocketsObey(scheduler);
    try (var server = server()) {
      assertCancelled(scheduler, server::accept);
    }
  }

  @OnEveryScheduler
  void readingFromASocket(Scheduler scheduler) throws Exception {
    assumeSocketsObey(scheduler);
    try (var server = server();
        var client = new Socket(server.getInetAddress(), server.getLocalPort())) {
      assertCancelled(scheduler, () -> client.getInputStream().read());
    }
  }

  @OnEveryScheduler
  void readingLinesFromASocket(Scheduler scheduler) throws Exception {
    assumeSocketsObey(scheduler);
    try (var server = server();
        var client = new Socket(server.getInetAddress(), server.getLocalPort())) {
      assertCancelled(scheduler, () -> new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8)).lines().toList());
    }
  }

  @OnEveryScheduler
  void readingFromAPipe(Scheduler scheduler) throws Exception {
    try (var pipe = new PipedInputStream();
        var _ = new PipedOutputStream(pipe)) {
      assertCancelled(scheduler, pipe::read);
    }
  }

  /// It is an [java.io.InterruptedIOException], but not by an interrupt.
  @OnEveryScheduler
  void aTimeOutIsAFailureAllTheSame(Scheduler scheduler) throws Exception {
    var began = new CountDownLatch(1);
    try (var server = server()) {
      server.setSoTimeout(20);
      assertThatThrownBy(
              () ->
                  Weft.with(scheduler)
                      .run(
                          () -> {
                            try (var scope = Scope.open()) {
                              Fiber<Socket> fiber = scope.fork(() -> Fiber.uncancellable(after(began, server::accept)));
                              began.await();
                              Fiber.sleep(UNTIL_IT_READS);
                              fiber.cancel();
                            }
                          }))
          .hasRootCauseInstanceOf(SocketTimeoutException.class);
    }
  }
}
