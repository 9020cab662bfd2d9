package dev.weft.internal.run;

import static dev.weft.testing.Eventually.until;

import dev.weft.Scope;
import dev.weft.Weft;
import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import java.lang.reflect.Field;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A stack that overflows where it is about to be left keeps the state of one that parks, also when it has ended. To run it again would crash the JVM.
///
/// A real overflow is not made here: HotSpot itself may crash when one comes at that place, on the JDK's scheduler too.
class EndedWhileParkingTest {
  static Supplier<?>[] schedulers() {
    return new Supplier<?>[] {Schedulers::eventLoop, Schedulers::workStealing};
  }

  @ParameterizedTest
  @MethodSource("schedulers")
  void itsThreadIsNotTakenForAParkedOne(Supplier<Scheduler> made) throws Exception {
    var thread = new AtomicReference<Thread>();
    try (Scheduler scheduler = made.get()) {
      Weft.with(scheduler).run(() -> {
        try (var scope = Scope.open()) {
          scope.fork(() -> {
            thread.set(Thread.currentThread());
            seemToPark(Thread.currentThread());
          });
        }
        until("idle again", () -> thread.get().getState() != Thread.State.WAITING);
      });
    }
  }

  private static void seemToPark(Thread virtual) throws ReflectiveOperationException {
    Class<?> type = Class.forName("java.lang.VirtualThread");
    Field parking = type.getDeclaredField("PARKING");
    Field state = type.getDeclaredField("state");
    parking.setAccessible(true);
    state.setAccessible(true);
    state.setInt(virtual, parking.getInt(null));
  }
}
