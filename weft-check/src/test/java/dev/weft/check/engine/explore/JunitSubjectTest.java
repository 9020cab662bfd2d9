package dev.weft.check.engine.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/// Calls what JUnit would call, in its order. The classes below are no tests by themselves.
class JunitSubjectTest {
  private static final List<String> CALLED = new ArrayList<>();

  abstract static class Base {
    @BeforeAll
    static void first() {
      CALLED.add("before all");
    }

    @AfterAll
    static void last() {
      CALLED.add("after all");
    }

    @BeforeEach
    void prepare() {
      CALLED.add("base before");
    }

    @BeforeEach
    void prepareMore() {
      CALLED.add("never: overridden");
    }

    @AfterEach
    void clean() {
      CALLED.add("base after");
    }

    @Test
    void inherited() {
      CALLED.add("inherited");
    }
  }

  static class Below extends Base {
    Below() {
      CALLED.add("new");
    }

    @BeforeEach
    @Override
    void prepareMore() {
      CALLED.add("before");
    }

    @AfterEach
    void cleanMore() {
      CALLED.add("after");
    }
  }

  static class Informed {
    @BeforeEach
    void prepare(TestInfo info) {}

    @Test
    void test() {}
  }

  static class Parameterized {
    void adds(int rounds) {}
  }

  static class Filled {
    @TempDir
    Path directory;

    @Test
    void test() {}
  }

  @Test
  void callsInheritedMethodsOnceAndInJUnitsOrder() throws Throwable {
    CALLED.clear();
    of(Below.class, "inherited").run();
    of(Below.class, "").run();
    List<String> once = List.of("before all", "new", "base before", "before", "inherited", "after", "base after", "after all");
    List<String> twice = new ArrayList<>(once);
    twice.addAll(once);
    assertThat(CALLED).isEqualTo(twice);
  }

  /// Otherwise the test would fail for want of what JUnit gives it, and that would look like a bug.
  @Test
  void refusesWhatOnlyJUnitCouldGive() {
    assertThatThrownBy(() -> of(Informed.class, "test")).isInstanceOf(Unusable.class).hasMessageContaining("Informed.prepare has parameters");
    assertThatThrownBy(() -> of(Filled.class, "test")).isInstanceOf(Unusable.class).hasMessageContaining("Filled.directory is filled by an extension");
    assertThatThrownBy(() -> of(Base.class, "inherited")).isInstanceOf(Unusable.class).hasMessageContaining("is abstract");
    assertThatThrownBy(() -> of(Parameterized.class, "adds")).isInstanceOf(Unusable.class).hasMessageEndingWith("write one that calls adds with the values to explore");
  }

  private static JunitSubject of(Class<?> type, String method) throws Unusable {
    return JunitSubject.of(type.getName(), method, JunitSubjectTest.class.getClassLoader());
  }
}
