package peer

import dev.weft.bench.peer.Measure
import dev.weft.bench.peer.Measure.Took
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.SendChannel
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.yield

/// Two coroutines for each worker do nothing but yield; an operation is one yield of any of them.
fun yielding(measure: Measure) {
  val tasks = 2 * measure.options().workers()
  measure.perOperation(1_000) { n ->
    measure.inCoroutine {
      val each = n / tasks + 1
      val start = System.nanoTime()
      List(tasks) { launch { repeat(each) { yield() } } }.joinAll()
      Took.since(start, each.toLong() * tasks)
    }
  }
}

/// Starts groups of `size` coroutines that do nothing, and waits for each group.
fun spawn(measure: Measure) =
    measure.perOperation(1_000) { n ->
      measure.inCoroutine {
        val groups = n / measure.size() + 1
        val start = System.nanoTime()
        repeat(groups) { List(measure.size()) { launch {} }.joinAll() }
        Took.since(start, groups.toLong() * measure.size())
      }
    }

/// A tree of coroutines with ten children each and `size` leaves; every node sends the sum of its children up.
fun skynet(measure: Measure) =
    measure.perOperation(1) { _ ->
      measure.inCoroutine {
        val start = System.nanoTime()
        val result = Channel<Long>()
        launch { node(result, 0, measure.size()) }
        check(result.receive() == measure.size().toLong() * (measure.size() - 1) / 2) { "wrong sum" }
        Took.since(start, measure.size().toLong())
      }
    }

private suspend fun CoroutineScope.node(up: SendChannel<Long>, number: Long, size: Int) {
  if (size == 1) {
    up.send(number)
    return
  }
  val results = Channel<Long>()
  repeat(10) { launch { node(results, number + it.toLong() * (size / 10), size / 10) } }
  var sum = 0L
  repeat(10) { sum += results.receive() }
  up.send(sum)
}
