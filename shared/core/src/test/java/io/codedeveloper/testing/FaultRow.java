package io.codedeveloper.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Names the faults of the fault matrix whose outcome a test proves.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface FaultRow {
  /// The faults' ids, `C5` for instance.
  String[] value();
}
