package io.codedeveloper.cli.ops;

import io.codedeveloper.platform.UserErrorException;
import java.util.function.Supplier;

/// A step of a procedure that changes something: what somebody has to mend is wrong, and what else
/// fails is not known.
record ProcedureStep(String subject, Supplier<Finding> work) {
  Finding finding() {
    try {
      return work.get();
    } catch (UserErrorException wrong) {
      return Finding.wrong(subject, String.valueOf(wrong.getMessage()));
    } catch (RuntimeException failure) {
      return Finding.unreadable(subject, failure);
    }
  }
}
