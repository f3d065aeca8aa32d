package io.codedeveloper.cli.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.cli.google.JobSize;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SmallerJobTest {
  private static SmallerJob smaller(String processors, String memory) {
    return new SmallerJob(JobSize.of(processors, memory));
  }

  @Test
  void optionsAreThoseOfScale() {
    assertThat(smaller("4", "8Gi").options()).isEqualTo(" --job-cpu 2 --job-memory 4Gi");
    assertThat(smaller("2", "3Gi").options()).isEqualTo(" --job-cpu 1 --job-memory 1536Mi");
    assertThat(smaller("6", "24Gi").options()).isEqualTo(" --job-cpu 4 --job-memory 12Gi");
    assertThat(smaller("1", "2Gi").isThere()).isFalse();
  }

  @Test
  void cloudRunTakesWhatIsProposed() {
    for (var size :
        List.of(
            Map.entry("8", "32Gi"),
            Map.entry("8", "4Gi"),
            Map.entry("6", "24Gi"),
            Map.entry("6", "4Gi"),
            Map.entry("4", "16Gi"),
            Map.entry("4", "2Gi"),
            Map.entry("2", "8Gi"),
            Map.entry("2", "512Mi"))) {
      var job = smaller(size.getKey(), size.getValue()).options().split(" ");
      var values = new EnumMap<ScaleSetting, String>(ScaleSetting.class);
      values.putAll(
          Map.of(
              ScaleSetting.MAX_INSTANCES, "10",
              ScaleSetting.MIN_INSTANCES, "0",
              ScaleSetting.CONCURRENCY, "1",
              ScaleSetting.JOB_TIMEOUT, "3600",
              ScaleSetting.FUNCTION_CPU, "1",
              ScaleSetting.FUNCTION_MEMORY, "512Mi",
              ScaleSetting.JOB_CPU, job[2],
              ScaleSetting.JOB_MEMORY, job[4]));
      assertThat(new ScaleRules(values, false).problems()).as("%s", size).isEmpty();
    }
  }
}
