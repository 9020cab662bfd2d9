package dev.weft.internal.fiber;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Fiber;
import dev.weft.FiberFailedException;
import dev.weft.Outcome;
import dev.weft.Scope;
import dev.weft.Weft;
import dev.weft.channel.Channel;
import dev.weft.schedule.Scheduler;
import dev.weft.sync.OneShot;
import dev.weft.testing.OnEveryScheduler;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// An interrupt closes the NIO channel that the fiber is at work on, and that throws.
@SuppressWarnings("try") // closing a scope may park
class BrokenInterruptTest {
  private static final class Broken extends AbstractInterruptibleChannel {
    @Override
    protected void implCloseChannel() {
      throw new IllegalStateException("thrown by a test: cannot be closed");
    }

    void work(OneShot<Boolean> begun) throws Exception {
      begin();
      try {
        begun.complete(true);
        Channel.rendezvous().receive();
      } finally {
        end(true);
      }
    }
  }

  @OnEveryScheduler
  void allOthersAreCancelledToo(Scheduler scheduler) throws Exception {
    var why = new IllegalStateException("enough");
    var others = new AtomicReference<@Nullable Fiber<?>>();
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open()) {
                var oneBegun = new OneShot<Boolean>();
                var twoBegun = new OneShot<Boolean>();
                scope.fork(() -> new Broken().work(oneBegun));
                others.set(scope.fork(() -> Channel.rendezvous().receive()));
                scope.fork(() -> new Broken().work(twoBegun));
                oneBegun.await();
                twoBegun.await();
                scope.cancel(why);
              } catch (FiberFailedException e) {
                // what a broken channel makes of its end is its own affair
              }
            });
    assertThat(others.get()).isNotNull();
    assertThat(others.get().outcome()).hasValueSatisfying(outcome -> assertThat(outcome).isInstanceOf(Outcome.Cancelled.class));
  }
}
