package dev.weft.bench.peer.jdk;

import static dev.weft.bench.peer.Suite.inVirtualThread;

import dev.weft.bench.peer.PeerMain;
import java.util.Map;

/// The peer process for the JDK: virtual threads on the JDK's own scheduler.
public final class JdkPeer {
  private JdkPeer() {}

  public static void main(String[] args) {
    PeerMain.run(
        args,
        Map.ofEntries(
            Map.entry("yield", inVirtualThread(JdkTasks::yielding)),
            Map.entry("ping-pong", inVirtualThread(JdkChannels::pingPong)),
            Map.entry("rendezvous", inVirtualThread(JdkChannels::rendezvous)),
            Map.entry("buffered", inVirtualThread(JdkChannels::buffered)),
            Map.entry("chain", inVirtualThread(JdkChannels::chain)),
            Map.entry("many", inVirtualThread(JdkChannels::many)),
            Map.entry("spawn", inVirtualThread(JdkTasks::spawn)),
            Map.entry("skynet", inVirtualThread(JdkTasks::skynet)),
            Map.entry("parked", JdkParked::parked),
            Map.entry("timers", inVirtualThread(JdkTimers::timers)),
            Map.entry("timeout", inVirtualThread(JdkTimers::timeout)),
            Map.entry("work", inVirtualThread(JdkChannels::work)),
            Map.entry("work-buffered", inVirtualThread(JdkChannels::workBuffered)),
            Map.entry("hog", JdkHog::hog)));
  }
}
