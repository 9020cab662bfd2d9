package dev.weft.check.engine.runtime;

import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/// What instrumented application code gives to `Arrays.setAll` and `parallelSetAll` in the place of its own function: each element is
/// written after the program has been called for it, which may have waited for somebody, so each is a write of its own.
///
/// Records, not lambdas: those would be linked while a task of the program runs.
public final class SetterHooks {
  private SetterHooks() {}

  public static @Nullable IntFunction<?> setter(@Nullable IntFunction<?> function, @Nullable Object array, int siteId) {
    return function == null ? null : new OfObjects(function, array, siteId);
  }

  public static @Nullable IntUnaryOperator setter(@Nullable IntUnaryOperator function, @Nullable Object array, int siteId) {
    return function == null ? null : new OfInts(function, array, siteId);
  }

  public static @Nullable IntToLongFunction setter(@Nullable IntToLongFunction function, @Nullable Object array, int siteId) {
    return function == null ? null : new OfLongs(function, array, siteId);
  }

  public static @Nullable IntToDoubleFunction setter(@Nullable IntToDoubleFunction function, @Nullable Object array, int siteId) {
    return function == null ? null : new OfDoubles(function, array, siteId);
  }

  private record OfObjects(IntFunction<?> function, @Nullable Object array, int site) implements IntFunction<@Nullable Object> {
    @Override
    public @Nullable Object apply(int index) {
      Object value = function.apply(index);
      AccessHooks.writeElement(array, index, site);
      return value;
    }
  }

  private record OfInts(IntUnaryOperator function, @Nullable Object array, int site) implements IntUnaryOperator {
    @Override
    public int applyAsInt(int index) {
      int value = function.applyAsInt(index);
      AccessHooks.writeElement(array, index, site);
      return value;
    }
  }

  private record OfLongs(IntToLongFunction function, @Nullable Object array, int site) implements IntToLongFunction {
    @Override
    public long applyAsLong(int index) {
      long value = function.applyAsLong(index);
      AccessHooks.writeElement(array, index, site);
      return value;
    }
  }

  private record OfDoubles(IntToDoubleFunction function, @Nullable Object array, int site) implements IntToDoubleFunction {
    @Override
    public double applyAsDouble(int index) {
      double value = function.applyAsDouble(index);
      AccessHooks.writeElement(array, index, site);
      return value;
    }
  }
}
