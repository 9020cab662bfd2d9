package dev.weft.internal.fiber;

import java.lang.System.Logger.Level;
import java.util.concurrent.locks.LockSupport;

/// Interrupts a thread for Weft: because of a cancellation, or a deadline.
///
/// An interrupt closes the NIO channel that the thread is at work on, which may be of a class of the program's. What that throws is not the fault
/// of whoever cancels, and must not keep others from being cancelled.
final class Interrupts {
  private Interrupts() {}

  static void send(Thread to) {
    try {
      to.interrupt();
    } catch (Throwable t) {
      LockSupport.unpark(to); // which the interrupt has not come to
      System.getLogger("dev.weft").log(Level.ERROR, "the interrupt of thread " + to.getName() + " threw", t);
    }
  }
}
