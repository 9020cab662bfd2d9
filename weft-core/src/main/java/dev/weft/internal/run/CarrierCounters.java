package dev.weft.internal.run;

/// What one carrier has done: written by its own thread only, read by anyone who can bear a moment ago.
final class CarrierCounters {
  long steals;
  volatile long handOffs;
  long idles;
  long strands;
  long forks;
  long ends;
  volatile long longestHold;
}
