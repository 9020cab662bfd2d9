import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Tests for JUnit's console launcher to run. */
class StrangerTest {
  @Test
  void theTestRunsInAFiber() {
    assertTrue(Thread.currentThread().isVirtual());
    assertFalse(Thread.currentThread().toString().contains("ForkJoinPool"));
  }

  @Test
  void twoAndTwo() {
    assertEquals(4, 2 + 2);
  }

  @Test
  void fails() {
    assertEquals(5, 2 + 2);
  }
}
