package dev.weft.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Deadline;
import dev.weft.DeadlineExceededException;
import dev.weft.Fiber;
import dev.weft.Limit;
import dev.weft.Policy;
import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.Selectable;
import dev.weft.Weft;
import dev.weft.channel.Channel;
import dev.weft.channel.Pipeline;
import dev.weft.schedule.Schedulers;
import dev.weft.sync.Condition;
import dev.weft.sync.Guarded;
import dev.weft.sync.Mutex;
import dev.weft.sync.OneShot;
import dev.weft.sync.Semaphore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The examples of the guide's page on scopes, as they stand there.
@SuppressWarnings("try") // closing a scope may park
class ScopesGuideTest {
  private static final ScopedValue<String> USER = ScopedValue.newInstance();
  private static final Path GUIDE = Path.of("..", "docs", "guide", "scopes.md");
  private static final Path HERE = Path.of("src", "test", "java", "dev", "weft", "guide", "ScopesGuideTest.java");

  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final List<String> words = List.of("warp", "of", "fibers", "and", "channels");
  private final AtomicBoolean serving = new AtomicBoolean();
  private final AtomicBoolean flushed = new AtomicBoolean();

  @Test
  void everyExampleOfTheGuideIsHere() throws Exception {
    String here = squeezed(Files.readString(HERE));
    Matcher blocks = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(GUIDE));
    int found = 0;
    while (blocks.find()) {
      found++;
      assertThat(here).contains(squeezed(blocks.group(1)));
    }
    assertThat(found).isGreaterThan(8);
  }

  /// White space means nothing.
  private static String squeezed(String text) {
    return text.replaceAll("\\s+", "");
  }

  private static String fetch(String url) throws IOException {
    if (url.isEmpty()) {
      throw new IOException("no address");
    }
    return "page of " + url;
  }

  private final Channel<String> jobs = Channel.rendezvous();
  private final AtomicInteger worked = new AtomicInteger();
  private final OneShot<String> fewJobs = new OneShot<>();

  private String nextJob() {
    return "job";
  }

  private void work(String job) {
    if (worked.incrementAndGet() == 3) {
      fewJobs.complete(job);
    }
  }

  void serveUntil(OneShot<String> stop, OneShot<String> stopped) throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      stop.complete("SIGTERM");
      try {
        stopped.completing().await(Duration.ofSeconds(30));
      } catch (InterruptedException | TimeoutException e) {
        log.add("did not end in time");
      }
    }));
    try (var scope = Scope.open()) {
      scope.fork("worker", () -> { for (String job : jobs) work(job); });   // ends when the jobs do
      boolean serves = true;
      while (serves) {
        serves = Select.first(
            stop.completing().map(_ -> false),
            jobs.sending(nextJob()).map(_ -> true)).await();
      }
      jobs.close();
    } finally {
      stopped.complete("drained");                                          // also if something has failed: the hook waits for it
    }
  }

  /// The hook itself runs at the end of the tests' JVM, and finds that all has been done.
  @Test
  void whoIsToldToStopDrainsWhatItHas() throws Exception {
    var stop = new OneShot<String>();
    var stopped = new OneShot<String>();
    Thread program = Thread.ofPlatform().start(() -> {
      try {
        serveUntil(stop, stopped);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
    fewJobs.await();
    stop.complete("enough");
    assertThat(stopped.completing().await(Duration.ofSeconds(20))).isEqualTo("drained");
    program.join();
    assertThat(worked.get()).isGreaterThanOrEqualTo(3);
  }

  private static int count(String word) {
    return word.length();
  }

  private static String askA() throws InterruptedException {
    Fiber.sleep(Duration.ofHours(1));
    return "a";
  }

  private static String askB() {
    return "b";
  }

  private void serve() throws InterruptedException {
    serving.set(true);
    Channel.<String>rendezvous().receive();
  }

  private void flush() throws InterruptedException {
    Fiber.sleep(Duration.ofMillis(1));
    flushed.set(true);
  }

  @Test
  void firstOfAll() throws Exception {
    List<String> seeds = List.of("a", "b");
    Channel<String> pages = Channel.unlimited();
    try (var scope = Scope.open()) {
      for (String url : seeds) scope.fork("fetch " + url, () -> pages.send(fetch(url)));
    }
    pages.close();
    assertThat(pages.receiveUpTo(10)).containsExactlyInAnyOrder("page of a", "page of b");
  }

  @Test
  void aBlockThatThrows() {
    List<String> seeds = List.of("a", "");
    Channel<String> pages = Channel.rendezvous();
    assertThatThrownBy(() -> sendAll(seeds, pages)).hasCauseInstanceOf(IOException.class);
    assertThat(log).containsExactly("page of a");
  }

  private void sendAll(List<String> seeds, Channel<String> pages) throws Exception {
    Scope.open().run(scope -> {
      scope.fork("keeper", () -> { for (String page : pages) log.add(page); });
      for (String url : seeds) pages.send(fetch(url)); // if this fails, the keeper is cancelled; if the keeper fails, this is
      pages.close();
    });
  }

  @Test
  void policies() throws Exception {
    try (var scope = Scope.open(Policy.supervise((fiber, cause) -> log.add(fiber.name() + ": " + cause.getMessage())))) {
      scope.fork("unlucky", () -> {
        throw new IOException("no route");
      });
      scope.fork("steady", () -> log.add("steady: done"));
    }
    assertThat(log).containsExactlyInAnyOrder("unlucky: no route", "steady: done");
  }

  @Test
  void patterns() throws Exception {
    List<Integer> lengths = Scope.all(words, word -> word.length(), Limit.of(8));
    String quickest = Scope.race(() -> askA(), () -> askB());
    assertThat(lengths).containsExactly(4, 2, 6, 3, 8);
    assertThat(quickest).isEqualTo("b");
  }

  @Test
  void limits() throws Exception {
    try (var scope = Scope.open(Policy.failFast(), Limit.of(2).queue(0))) {
      for (String word : words) scope.fork(() -> count(word)); // at most two at a time; this loop waits
    }
  }

  @Test
  void shields() throws Exception {
    try (var scope = Scope.open()) {
      scope.fork(() -> {
        try {
          serve();
        } finally {
          Fiber.uncancellable(() -> flush());
        }
      });
      while (!serving.get()) {
        Fiber.yieldNow();
      }
      scope.cancel(new IOException("enough"));
    }
    assertThat(flushed).isTrue();
  }

  @Test
  void deadlines() throws Exception {
    try {
      Deadline.in(Duration.ofMillis(50)).run(() -> {
        try (var scope = Scope.open()) {
          scope.fork(() -> serve());
        }
      });
    } catch (DeadlineExceededException e) {
      log.add("too late");
    }
    assertThat(log).containsExactly("too late");
  }

  @Test
  void workThatOthersWaitForToo() throws Exception {
    String url = "a";
    Weft.run(() -> {
      try (var loads = Scope.open()) {
        Deadline.in(Duration.ofHours(1)).run(() -> {
          Fiber<String> load = Fiber.uncancellable(() -> loads.fork(() -> fetch(url)));
          log.add(load.join());
        });
      }
    });
    assertThat(log).containsExactly("page of a");
  }

  @Test
  void whatAForkInherits() throws Exception {
    try (var scope = Scope.open()) {
      ScopedValue.where(USER, "ann").run(() -> scope.fork(() -> log.add(USER.get())));
    }
    assertThat(log).containsExactly("ann");
  }

  @Test
  void conditions() throws Exception {
    Mutex mutex = new Mutex();
    Condition notEmpty = mutex.newCondition();
    List<String> queue = new ArrayList<>();
    try (var scope = Scope.open()) {
      scope.fork(() -> {
        try (var held = mutex.lock()) {
          notEmpty.awaitUntil(held, () -> !queue.isEmpty());
          log.add(queue.removeFirst());
        }
      });
      try (var held = mutex.lock()) {
        queue.add("thing of " + held.owner());
        notEmpty.signal();
      }
    }
    assertThat(log).singleElement().asString().startsWith("thing of thread ");
  }

  @Test
  void guardedValues() throws Exception {
    Guarded<Map<String, Integer>> counts = new Guarded<>(new HashMap<>());
    counts.with(map -> map.merge("word", 1, Integer::sum));
    assertThat(counts.<Integer>with(map -> map.get("word"))).isEqualTo(1);
  }

  @Test
  void permits() throws Exception {
    var memory = new Semaphore(4);
    try (var permit = memory.acquire(3)) {
      log.add("holding " + permit.weight());
    }
    assertThat(log).containsExactly("holding 3");
    assertThatThrownBy(() -> memory.acquire(5)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void pipelines() throws Exception {
    Weft.with(Schedulers.virtualTime()).run(this::batches);
    assertThat(log).containsExactly("[[4, 6], [8]]");
  }

  private void batches() throws Exception {
    try (var scope = Scope.open()) {
      List<List<Integer>> batches = Pipeline.from(scope, words)
          .map(4, word -> word.length())
          .filter(length -> length > 3)
          .batch(2, Duration.ofSeconds(1))
          .toList();
      log.add(batches.toString());
    }
  }

  @Test
  void switches() throws Exception {
    List<String> queue = new ArrayList<>();
    Channel<String> in = Channel.buffered(1);
    Channel<String> out = Channel.buffered(1);
    Selectable<Boolean> step = Select.any(
        in.receiving().when(() -> queue.size() < 2).map(queue::add),
        out.sending("next").when(() -> !queue.isEmpty()).map(_ -> queue.remove("a")));
    in.send("a");
    assertThat(step.await()).isTrue();
    assertThat(step.await()).isTrue();
    assertThat(queue).isEmpty();
    assertThat(step.poll()).isEmpty();
  }
}
