package dev.weft.check.engine.runtime;

/// The explored program's own randomness, from one seed: `Math.random`, `new Random()`, ThreadLocalRandom, SecureRandom.
final class Chance {
  private static long state;
  private static long base;

  private Chance() {}

  static void reset(long seed) {
    base = seed;
    state = seed;
  }

  static long next() {
    state += 0x9E3779B97F4A7C15L;
    return mix(state);
  }

  static long seedOf(int task) {
    return mix(base + task * 0xBF58476D1CE4E5B9L);
  }

  static double unit() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  static void fill(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (next() >>> 32);
    }
  }

  private static long mix(long bits) {
    long z = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
