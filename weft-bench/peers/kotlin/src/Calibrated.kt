package peer

import dev.weft.bench.peer.Measure
import dev.weft.bench.peer.Measure.Took

/// As `Measure.perOperation`, for a body that must stay in the coroutine that it is called from.
suspend fun calibrated(measure: Measure, first: Int, body: suspend (Int) -> Took) {
  val options = measure.options()
  var n = first
  val start = System.nanoTime()
  while (true) {
    val took = body(n).nanos()
    val wanted = n.toDouble() * options.run().toNanos() / (took + 1)
    n = minOf(wanted, 8.0 * n).toInt().coerceAtLeast(first)
    if (System.nanoTime() - start >= options.warmup().toNanos() && wanted <= 2.0 * n) break
  }
  repeat(options.samples()) {
    val took = body(n)
    measure.emit("", "ns/op", took.nanos().toDouble() / took.operations())
  }
}
