package io.codedeveloper.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FieldsTest {
  @Test
  void valuesComeBackInTheirTypes() {
    var at = Instant.parse("2026-01-01T00:00:00.123456789Z");
    var fields =
        Fields.empty()
            .with("text", "a")
            .with("whole", 7)
            .with("decimal", 1.5f)
            .with("flag", true)
            .with("at", at)
            .with("list", List.of("x", "y"))
            .with("map", Map.of("inner", 1L))
            .with("nothing", null);
    assertThat(fields.text("text")).contains("a");
    assertThat(fields.requireText("text")).isEqualTo("a");
    assertThat(fields.number("whole")).contains(7L);
    assertThat(fields.number("none", 3)).isEqualTo(3);
    assertThat(fields.decimal("decimal")).contains(1.5);
    assertThat(fields.decimal("whole")).contains(7.0);
    assertThat(fields.decimal("none")).isEmpty();
    assertThat(fields.flag("flag")).isTrue();
    assertThat(fields.flag("none")).isFalse();
    assertThat(fields.instant("at")).contains(Instant.parse("2026-01-01T00:00:00.123456Z"));
    assertThat(fields.texts("list")).containsExactly("x", "y");
    assertThat(fields.texts("none")).isEmpty();
    assertThat(fields.fields("map").number("inner")).contains(1L);
    assertThat(fields.fields("none")).isEqualTo(Fields.empty());
    assertThat(fields.has("nothing")).isFalse();
    assertThat(fields.has("text")).isTrue();
    assertThat(fields.asMap()).containsKey("nothing");
  }

  @Test
  void fieldsAreNotChangedByTheirCopies() {
    var one = Fields.of(Map.of("a", 1));
    assertThat(one.with("a", 2).number("a")).contains(2L);
    assertThat(one.without("a").has("a")).isFalse();
    assertThat(one.withOptional("b", Optional.of("x")).text("b")).contains("x");
    assertThat(one.withOptional("a", Optional.empty()).has("a")).isFalse();
    assertThat(one.withAll(Fields.empty().with("a", 9).with("c", 1)).asMap())
        .isEqualTo(Map.of("a", 9L, "c", 1L));
    assertThat(one.number("a")).contains(1L);
    assertThat(one)
        .isEqualTo(Fields.empty().with("a", 1L))
        .hasSameHashCodeAs(Fields.empty().with("a", 1L))
        .isNotEqualTo("other")
        .hasToString("{a=1}");
  }

  @Test
  void valueOfAnotherTypeOrAMissingOneIsNamed() {
    var fields = Fields.empty().with("a", 1);
    assertThatThrownBy(() -> fields.text("a"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("field 'a' is a Long, not a String");
    assertThatThrownBy(() -> fields.requireText("b")).hasMessage("field 'b' is missing");
  }

  @Test
  void whatNoDocumentCanHoldIsRefused() {
    for (var value : List.of(new StringBuilder("x"), List.of(List.of("x")), 'c')) {
      assertThatThrownBy(() -> Fields.empty().with("a", value))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (var name : List.of("", "__reserved__")) {
      assertThatThrownBy(() -> Fields.empty().with(name, 1))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> Fields.of(Map.of("a", Map.of(name, 1))))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(Fields.empty().with("__almost", 1).with("l", Arrays.asList("x", null)).has("l"))
        .isTrue();
  }
}
