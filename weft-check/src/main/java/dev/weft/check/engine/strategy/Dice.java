package dev.weft.check.engine.strategy;

/// A small seeded generator (SplitMix64): the only source of chance in a schedule.
final class Dice {
  private long state;

  void seed(long seed) {
    state = seed;
  }

  private long bits() {
    state += 0x9E3779B97F4A7C15L;
    long z = state;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }

  int next(int bound) {
    return (int) ((bits() >>> 33) * bound >>> 31);
  }

  double unit() {
    return (bits() >>> 11) * 0x1.0p-53;
  }
}
