package dev.weft.check;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A field whose data races are intended: they are not reported. Its accesses are schedule points all the same, so that a race that
/// does harm after all is found by the harm.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface RaceAllowed {
  /// Why the races are right.
  String value();
}
