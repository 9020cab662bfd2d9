package dev.weft.internal.everywhere;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StackTracesTest {
  private static final StackTraceElement[] CALLER = {frame("a.Runner", "run"), frame("a.Thread", "start")};

  private static StackTraceElement frame(String type, String method) {
    return new StackTraceElement(type, method, type + ".java", (int) (System.nanoTime() % 1000));
  }

  private static <T extends Throwable> T thrown(T throwable, String... frames) {
    throwable.setStackTrace(
        Arrays.stream(frames).map(name -> frame(name, name.equals("a.Thread") ? "start" : "run")).toArray(StackTraceElement[]::new));
    return throwable;
  }

  private static List<String> types(Throwable throwable) {
    return Arrays.stream(throwable.getStackTrace()).map(StackTraceElement::getClassName).toList();
  }

  @Test
  void theCallerAndTheReflectionAboveItAreCut() {
    Exception e = thrown(new Exception(), "b.App", "java.lang.invoke.X", "jdk.internal.Y", "a.Runner", "a.Thread");
    StackTraces.cutBelowMain(e, CALLER);
    assertThat(types(e)).containsExactly("b.App");
  }

  @Test
  void reflectionOfTheProgramItselfStays() {
    Exception e = thrown(new Exception(), "java.lang.reflect.Method", "b.App", "a.Runner", "a.Thread");
    StackTraces.cutBelowMain(e, CALLER);
    assertThat(types(e)).containsExactly("java.lang.reflect.Method", "b.App");
  }

  @Test
  void causesAndSuppressedOnesOfTheSameThreadAreCutAndOthersAreNot() {
    Exception cause = thrown(new Exception(), "b.Inner", "b.App", "a.Runner", "a.Thread");
    Exception e = thrown(new Exception(cause), "b.App", "a.Runner", "a.Thread");
    Exception elsewhere = thrown(new Exception(), "b.Task", "c.Pool", "a.Thread");
    e.addSuppressed(elsewhere);
    StackTraces.cutBelowMain(e, CALLER);
    assertThat(types(cause)).containsExactly("b.Inner", "b.App");
    assertThat(types(e)).containsExactly("b.App");
    assertThat(types(elsewhere)).containsExactly("b.Task", "c.Pool", "a.Thread");
  }

  @Test
  void aCycleOfCausesEnds() {
    Exception e = thrown(new Exception(), "b.App", "a.Runner", "a.Thread");
    Exception cause = thrown(new Exception(e), "b.App", "a.Runner", "a.Thread");
    e.initCause(cause);
    StackTraces.cutBelowMain(e, CALLER);
    assertThat(types(cause)).containsExactly("b.App");
  }

  @Test
  void aTraceShorterThanTheCallersStays() {
    Exception e = thrown(new Exception(), "a.Thread");
    StackTraces.cutBelowMain(e, CALLER);
    assertThat(types(e)).containsExactly("a.Thread");
  }
}
