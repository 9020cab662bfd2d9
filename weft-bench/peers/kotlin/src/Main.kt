package peer

import dev.weft.bench.peer.Measure
import dev.weft.bench.peer.PeerMain
import dev.weft.bench.peer.Suite
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking

/// The peer process for Kotlin coroutines: one worker is the event loop of `runBlocking`, more are Dispatchers.Default.
fun main(args: Array<String>) {
  val workers = args.firstOrNull { it.startsWith("workers=") }?.removePrefix("workers=")
  if (workers != null) {
    System.setProperty("kotlinx.coroutines.scheduler.core.pool.size", workers)
    System.setProperty("kotlinx.coroutines.scheduler.max.pool.size", workers)
  }
  PeerMain.run(
      args,
      mapOf(
          "yield" to Suite(::yielding),
          "ping-pong" to Suite(::pingPong),
          "rendezvous" to Suite { stream(it, 0) },
          "buffered" to Suite { stream(it, it.size()) },
          "chain" to Suite(::chain),
          "many" to Suite(::many),
          "select" to Suite(::selecting),
          "spawn" to Suite(::spawn),
          "skynet" to Suite(::skynet),
          "parked" to Suite(::parked),
          "timers" to Suite(::timers),
          "timeout" to Suite(::timeout),
          "work" to Suite { workingStream(it, 0) },
          "work-buffered" to Suite { workingStream(it, WORK_BUFFER) },
          "hog" to Suite(::hog)))
}

/// Runs a body in a coroutine on the dispatcher that the number of workers stands for.
fun <T> Measure.inCoroutine(body: suspend CoroutineScope.() -> T): T =
    if (options().workers() == 1) runBlocking(block = body) else runBlocking(Dispatchers.Default, body)
