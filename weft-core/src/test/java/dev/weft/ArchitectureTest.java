package dev.weft;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Which package knows which. The tables are the drawing and the code is held to them exactly: a new arrow has to be drawn here first,
/// and one that is gone is taken out.
class ArchitectureTest {
  private static final String ROOT = "dev.weft";

  private static final JavaClasses CLASSES = new ClassFileImporter().importPaths(Path.of("target", "classes"));

  /// From below to above; `.` is `dev.weft` itself. Read: the schedulers are built on the mount alone, a wait on the schedulers, fibers
  /// and scopes on waits, channels and locks on all of these, and reports look at everything.
  private static final Map<String, Set<String>> PACKAGES =
      Map.ofEntries(
          Map.entry("internal.inject", Set.of()),
          Map.entry("internal.mount", Set.of("internal.inject")),
          Map.entry("internal.util", Set.of("internal.mount")),
          Map.entry("schedule", Set.of("internal.mount", "internal.run")),
          Map.entry("internal.run", Set.of("internal.mount", "internal.util", "schedule", ".")),
          Map.entry("wait", Set.of("internal.mount", "internal.run", "internal.util", ".")),
          Map.entry("internal.fiber", Set.of("internal.mount", "internal.util", "internal.run", "wait", ".")),
          Map.entry(
              ".", Set.of("internal.mount", "internal.util", "internal.run", "internal.fiber", "schedule", "wait")),
          Map.entry("sync", Set.of("internal.util", "internal.run", "internal.fiber", "wait", ".")),
          Map.entry("channel", Set.of("internal.util", "internal.run", "wait", "sync", ".")),
          Map.entry(
              "internal.observe", Set.of("internal.inject", "internal.util", "internal.run", "internal.fiber", "schedule", "observe", ".")),
          Map.entry("observe", Set.of("internal.observe", "internal.util", "schedule", ".")),
          Map.entry(
              "internal.everywhere",
              Set.of("internal.inject", "internal.run", "internal.fiber", "internal.observe", "schedule", ".")));

  /// Arrows that are narrower than a whole package: those that point upwards, and those that reach into the inside. Each class is named
  /// with all that it knows over there.
  private static final Map<String, Map<String, Set<String>>> NARROW =
      Map.ofEntries(
          // upwards: the words in which a wait is told, and the root of whatever can be waited for; both are what users see, and stay
          // where they see them
          Map.entry("internal.run -> .", Map.of("Waiting", Set.of("WaitReason"), "Closing", Set.of("WaitReason"))),
          Map.entry(
              "wait -> .",
              Map.of(
                  "Event", Set.of("Clauses", "Selectable", "WaitReason"),
                  "SelectWaiter", Set.of("WaitReason"),
                  "TimeLimit", Set.of("WaitReason"),
                  "Waiter", Set.of("WaitReason"))),
          // a scheduler is a sealed interface for users that the engines implement
          Map.entry(
              "internal.run -> schedule",
              Map.of(
                  "Engine", Set.of("Scheduler"),
                  "CarrierEngine", Set.of("SchedulerStats"),
                  "Carriers", Set.of("SchedulerStats"),
                  "ThreadEngine", Set.of("SchedulerStats"))),
          // at the bottom: a lock that spins gives the kernel thread up, not the fiber
          Map.entry("internal.util -> internal.mount", Map.of("Locked", Set.of("VirtualThreads"))),
          Map.entry("wait -> internal.mount", Map.of("Settlement", Set.of("VirtualThreads"))),
          Map.entry(
              "wait -> internal.run",
              Map.of(
                  "Event", Set.of("Interruption"),
                  "Settlement", Set.of("Waiting"),
                  "TimeLimit", Set.of("Clock", "Engine", "Engines", "TimerEntry"),
                  "Waiter", Set.of("Strand"))),
          // who has classes in java.lang
          Map.entry("internal.mount -> internal.inject", Map.of("Injected", Set.of("Injection"))),
          Map.entry("internal.observe -> internal.inject", Map.of("JdkWatch", Set.of("Injection"))),
          Map.entry("internal.everywhere -> internal.inject", Map.of("JdkDoor", Set.of("Injection"))),
          // into the inside: who holds a lock; timers of their own; how a wait ends early
          Map.entry("sync -> internal.fiber", Map.of("Possession", Set.of("FiberTask"))),
          Map.entry("sync -> internal.run", Map.of("Mutex", Set.of("Interruption"), "Possession", Set.of("Engines"), "Semaphore", Set.of("Interruption"))),
          Map.entry(
              "channel -> internal.run",
              Map.of(
                  "Paced", Set.of("Clock", "Engine", "Engines", "TimerEntry"),
                  "ChannelIterator", Set.of("Interruption"),
                  "Pipeline", Set.of("Interruption"),
                  "RingChannel", Set.of("Interruption"),
                  "SubscriptionIterator", Set.of("Interruption"))),
          Map.entry("channel -> sync", Map.of("ParallelMap", Set.of("Permit", "Semaphore"))),
          Map.entry(". -> internal.mount", Map.of("Fiber", Set.of("Mounts"))),
          Map.entry("schedule -> internal.mount", Map.of("Schedulers", Set.of("Mounts"))));

  @Test
  void packagesKnowExactlyThoseThatTheTableSays() {
    var found = new TreeMap<String, Set<String>>();
    own().forEach(type -> found.put(packageOf(type), new TreeSet<>()));
    arrows().forEach(arrow -> found.get(arrow.from()).add(arrow.to()));
    assertThat(found).containsExactlyInAnyOrderEntriesOf(PACKAGES);
  }

  @Test
  void narrowArrowsAreAsNarrowAsTheTableSays() {
    var found = new TreeMap<String, Map<String, Set<String>>>();
    arrows()
        .filter(arrow -> NARROW.containsKey(arrow.from() + " -> " + arrow.to()))
        .forEach(
            arrow ->
                found
                    .computeIfAbsent(arrow.from() + " -> " + arrow.to(), _ -> new TreeMap<>())
                    .computeIfAbsent(arrow.type(), _ -> new TreeSet<>())
                    .add(arrow.known()));
    assertThat(found).containsExactlyInAnyOrderEntriesOf(NARROW);
  }

  /// One class opens `java.lang`; whoever has something in there asks it.
  @Test
  void onlyTheInjectionOpensTheJdk() {
    Set<String> opening = new TreeSet<>();
    own()
        .forEach(
            type ->
                type.getMethodCallsFromSelf().stream()
                    .filter(call -> call.getTargetOwner().isEquivalentTo(MethodHandles.class))
                    .filter(call -> call.getName().equals("privateLookupIn"))
                    .forEach(_ -> opening.add(packageOf(type) + "." + outermost(type))));
    assertThat(opening).containsExactly("internal.inject.Injection");
  }

  /// What is defined in `java.lang` is called through handles: a class that named it could not be loaded before it is there.
  @Test
  void nothingNamesWhatIsInjected() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.lang\\.Fiber\\w+")
        .check(CLASSES);
  }

  /// Seen from `java.base`, there is no Weft. The pollers of the JDK's network are `sun.nio.ch`.
  @Test
  void whatIsInjectedKnowsTheJdkAlone() {
    classes()
        .that()
        .haveNameMatching("java\\.lang\\.Fiber\\w+(\\$.*)?")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "jdk.internal..", "sun.nio.ch..")
        .check(CLASSES);
  }

  @Test
  void nothingOwnDependsOnTheInsideOfTheJdk() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "..")
        .should()
        .dependOnClassesThat(resideInAPackage("jdk.internal..").or(resideInAPackage("sun..")))
        .check(CLASSES);
  }

  /// Programs are rewritten, and agents spoken to, in one place.
  @Test
  void onlyEverywhereRewritesClasses() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "..")
        .and()
        .resideOutsideOfPackage(ROOT + ".internal.everywhere..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("java.lang.instrument..").or(resideInAPackage("java.lang.classfile..")))
        .check(CLASSES);
  }

  @Test
  void nothingWritesToStandardOutput() {
    noClasses().should().accessField(System.class, "out").check(CLASSES);
  }

  /// Standard error: the launcher's own messages, and a watch that was asked to write there.
  @Test
  void onlyTheLauncherAndTheWatchWriteToStandardError() {
    noClasses()
        .that(
            describe(
                "are neither the launcher nor the watch",
                type -> !Set.of("SourceProgram", "DeadlockWatch").contains(outermost(type))))
        .should()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .check(CLASSES);
  }

  /// Whatever waits, waits on the scheduler's clock, and where reports can see it. The thread that listens for dumps has no scheduler.
  @Test
  void nothingSleepsBehindTheSchedulersBack() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "..")
        .and(describe("do not listen for dumps", type -> !outermost(type).equals("DumpSignal")))
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(Thread.class, "sleep", java.time.Duration.class)
        .check(CLASSES);
  }

  /// Fibers do not park in the locks of `java.util.concurrent` or in monitors on their way into a wait: the structures have a lock of
  /// their own that is never kept across a park.
  @Test
  void channelsAndLocksAreBuiltOnTheirOwnLock() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".channel..", ROOT + ".sync..", ROOT + ".wait..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.util\\.concurrent\\.locks\\.(?!LockSupport).*")
        .check(CLASSES);
  }

  // ---- arrows

  private record Arrow(String from, String to, String type, String known) {}

  private static Stream<JavaClass> own() {
    return CLASSES.stream().filter(type -> type.getPackageName().startsWith(ROOT));
  }

  private static Stream<Arrow> arrows() {
    return own()
        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
        .map(ArchitectureTest::arrow)
        .filter(arrow -> !arrow.from().equals(arrow.to()));
  }

  private static Arrow arrow(Dependency dependency) {
    JavaClass type = dependency.getOriginClass();
    JavaClass known = dependency.getTargetClass().getBaseComponentType();
    return known.getPackageName().startsWith(ROOT)
        ? new Arrow(packageOf(type), packageOf(known), outermost(type), outermost(known))
        : new Arrow("", "", "", "");
  }

  /// Without the root.
  private static String packageOf(JavaClass type) {
    String name = type.getPackageName();
    return name.equals(ROOT) ? "." : name.substring(ROOT.length() + 1);
  }

  private static String outermost(JavaClass type) {
    return type.getEnclosingClass().map(ArchitectureTest::outermost).orElseGet(type::getSimpleName);
  }
}
