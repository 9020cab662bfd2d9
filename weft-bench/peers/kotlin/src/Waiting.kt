package peer

import dev.weft.bench.peer.Hog
import dev.weft.bench.peer.Measure
import dev.weft.bench.peer.Measure.Took
import dev.weft.bench.peer.Memory
import dev.weft.bench.peer.ProcessUse
import dev.weft.bench.peer.Sleeps
import kotlin.concurrent.thread
import kotlinx.coroutines.cancelChildren
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.ReceiveChannel
import kotlinx.coroutines.delay
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeout

private const val NEVER_MILLIS = 10_000L

/// `size` coroutines wait on one empty channel; the resident memory that this has cost, for each of them.
fun parked(measure: Measure) {
  val memory = Memory.before()
  measure.inCoroutine {
    val never = Channel<Int>()
    val started = java.util.concurrent.atomic.AtomicInteger()
    repeat(measure.size()) {
      launch {
        started.incrementAndGet()
        never.receive()
      }
    }
    while (started.get() < measure.size()) delay(1)
    delay(100)
    memory.printEach(measure)
    coroutineContext.cancelChildren()
  }
}

/// `size` coroutines sleep at once; the processor time of the whole process for each, from its start to its end.
fun timers(measure: Measure) =
    measure.perOperation(1) { _ ->
      measure.inCoroutine {
        val before = ProcessUse.processorNanos()
        List(measure.size()) { launch { delay(Sleeps.of(it).toMillis()) } }.joinAll()
        Took(measure.size().toLong(), ProcessUse.processorNanos() - before)
      }
    }

/// Ping-pong in which every receive has a time-out that does not come.
fun timeout(measure: Measure) =
    measure.perOperation(1_000) { n ->
      measure.inCoroutine {
        val there = Channel<Int>()
        val back = Channel<Int>()
        launch { repeat(n) { back.send(within(there)) } }
        val start = System.nanoTime()
        repeat(n) {
          there.send(it)
          within(back)
        }
        Took.since(start, 2L * n)
      }
    }

private suspend fun within(channel: ReceiveChannel<Int>): Int = withTimeout(NEVER_MILLIS) { channel.receive() }

/// Ping-pong beside as many busy coroutines as there are workers, none of which ever yields.
fun hog(measure: Measure) {
  val hogs = Channel<Unit>(Channel.UNLIMITED)
  thread(isDaemon = true) {
    measure.inCoroutine {
      val there = Channel<Int>()
      val back = Channel<Int>()
      launch { while (true) back.send(there.receive()) }
      launch {
        while (true) {
          there.send(1)
          back.receive()
          Hog.roundTrip()
        }
      }
      for (hog in hogs) launch { Hog.busy() }
    }
  }
  Hog.watch(measure) { hogs.trySend(Unit) }
}
