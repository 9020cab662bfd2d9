package dev.weft.golang;

/// A coefficient of a power series, in lowest terms.
///
/// @param over positive
record Rational(long top, long over) {
  static final Rational ZERO = of(0);
  static final Rational ONE = of(1);

  static Rational of(long whole) {
    return new Rational(whole, 1);
  }

  static Rational of(long top, long over) {
    long by = Math.max(1, divisor(Math.abs(top), over));
    return new Rational(top / by, over / by);
  }

  private static long divisor(long a, long b) {
    return b == 0 ? a : divisor(b, a % b);
  }

  Rational plus(Rational other) {
    return of(top * other.over + other.top * over, over * other.over);
  }

  Rational times(Rational other) {
    return of(top * other.top, over * other.over);
  }

  Rational negated() {
    return new Rational(-top, over);
  }

  @Override
  public String toString() {
    return over == 1 ? "" + top : top + "/" + over;
  }
}
