package io.codedeveloper.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.functions.http.Answer;
import io.codedeveloper.platform.BlobStore;
import io.codedeveloper.platform.DocumentStore;
import io.codedeveloper.platform.Platform;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.memory.InMemoryPlatform;
import java.lang.reflect.Proxy;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class HealthApiTest {
  private final InMemoryPlatform world = new InMemoryPlatform();

  /// Each of two dependencies answers, in vain, only when both have been asked.
  @Test
  void dependenciesAreAskedAtOnce() {
    var both = new CyclicBarrier(2);
    var known = world.platform();
    var platform =
        new Platform(
            away(DocumentStore.class, both),
            away(BlobStore.class, both),
            known.bus(),
            known.jobs(),
            known.delayedTasks(),
            known.schedule(),
            known.secrets(),
            known.logs(),
            known.clock(),
            known.ids());

    assertThat(new HealthApi(platform, "test").dependencies())
        .extracting(Answer::status)
        .isEqualTo(503);
    assertThat(both.isBroken()).isFalse();
  }

  private static <T> T away(Class<T> port, CyclicBarrier both) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (self, method, arguments) -> {
              both.await(10, TimeUnit.SECONDS);
              throw new TransientException("away");
            }));
  }
}
