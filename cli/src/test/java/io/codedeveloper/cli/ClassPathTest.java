package io.codedeveloper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import org.junit.jupiter.api.Test;

/// The functions invoker carries copies of other libraries, which must not come before the real
/// ones.
class ClassPathTest {
  @Test
  void librariesAreTheRealOnes() throws ClassNotFoundException {
    var databind = Class.forName("com.fasterxml.jackson.databind.ObjectMapper");
    var logger = Class.forName("org.slf4j.Logger");
    for (var type : new Class<?>[] {Gson.class, logger, databind}) {
      assertThat(type.getProtectionDomain().getCodeSource().getLocation().getPath())
          .doesNotContain("java-function-invoker");
    }
  }
}
