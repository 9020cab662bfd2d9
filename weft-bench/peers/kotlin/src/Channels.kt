package peer

import dev.weft.bench.peer.Measure
import dev.weft.bench.peer.Measure.Took
import dev.weft.bench.peer.Work
import kotlinx.coroutines.cancelChildren
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.selects.select

private const val CHAIN_BUFFER = 16
/// Messages in each run, at least.
private const val CHAIN_CONVOY = 4 * CHAIN_BUFFER
private const val MANY_BUFFER = 64
const val WORK_BUFFER = 16

/// Two coroutines, two rendezvous channels, one value to and fro; an operation is one message one way.
fun pingPong(measure: Measure) =
    measure.perOperation(1_000) { n ->
      measure.inCoroutine {
        val there = Channel<Int>()
        val back = Channel<Int>()
        launch { repeat(n) { back.send(there.receive()) } }
        val start = System.nanoTime()
        repeat(n) {
          there.send(it)
          back.receive()
        }
        Took.since(start, 2L * n)
      }
    }

/// One sender, one receiver, a buffer of the given capacity (0: rendezvous).
fun stream(measure: Measure, capacity: Int) =
    measure.perOperation(1_000) { n ->
      measure.inCoroutine {
        val values = Channel<Int>(capacity)
        val start = System.nanoTime()
        launch { repeat(n) { values.send(it) } }
        repeat(n) { values.receive() }
        Took.since(start, n.toLong())
      }
    }

/// One sender and one receiver that compute for `size` microseconds between two messages.
fun workingStream(measure: Measure, capacity: Int) =
    measure.perOperation(100) { n ->
      measure.inCoroutine {
        val values = Channel<Int>(capacity)
        val start = System.nanoTime()
        launch {
          repeat(n) {
            Work.compute(measure)
            values.send(it)
          }
        }
        repeat(n) {
          values.receive()
          Work.compute(measure)
        }
        Took.since(start, n.toLong())
      }
    }

/// `size` stages, each a coroutine that passes on what it gets; an operation is one hop of one message.
fun chain(measure: Measure) {
  measure.rehearse(::stages)
  stages(measure)
}

private fun stages(measure: Measure) {
  measure.inCoroutine {
    val scope = this
    val first = Channel<Int>(CHAIN_BUFFER)
    var last = first
    repeat(measure.size()) {
      val from = last
      val to = Channel<Int>(CHAIN_BUFFER)
      launch { for (v in from) to.send(v) }
      last = to
    }
    calibrated(measure, CHAIN_CONVOY) { n ->
      val start = System.nanoTime()
      scope.launch { repeat(n) { first.send(it) } }
      repeat(n) { last.receive() }
      Took.since(start, n.toLong() * measure.size())
    }
    coroutineContext.cancelChildren()
  }
}

/// `size` senders and as many receivers on one buffered channel.
fun many(measure: Measure) =
    measure.perOperation(1_000) { n ->
      measure.inCoroutine {
        val each = n / measure.size() + 1
        val values = Channel<Int>(MANY_BUFFER)
        val start = System.nanoTime()
        val receivers = List(measure.size()) { launch { for (v in values) Unit } }
        val senders = List(measure.size()) { launch { repeat(each) { values.send(it) } } }
        senders.joinAll()
        values.close()
        receivers.joinAll()
        Took.since(start, each.toLong() * measure.size())
      }
    }

/// One coroutine sends to `size` rendezvous channels in turn, one selects over all of them.
fun selecting(measure: Measure) =
    measure.perOperation(1_000) { n ->
      measure.inCoroutine {
        val channels = List(measure.size()) { Channel<Int>() }
        val start = System.nanoTime()
        launch { repeat(n) { channels[it % channels.size].send(it) } }
        repeat(n) { select<Int> { for (channel in channels) channel.onReceive { it } } }
        Took.since(start, n.toLong())
      }
    }
