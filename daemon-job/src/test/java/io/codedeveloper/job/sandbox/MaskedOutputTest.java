package io.codedeveloper.job.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.codedeveloper.auth.Redactor;
import io.codedeveloper.auth.Secret;
import io.codedeveloper.job.agent.tool.Output;
import io.codedeveloper.job.corpus.Corpus;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A known secret leaves no trace in what a command printed, in whatever pieces and form it came.
final class MaskedOutputTest {
  private static final String SECRET = "ghp_ownFixtureOfThisProject0123456789XyZ";

  static Stream<Arguments> forms() throws IOException {
    var base64 = Base64.getEncoder();
    var own =
        Stream.of(
            Arguments.of("raw", SECRET, SECRET),
            Arguments.of("base64", SECRET, base64.encodeToString(SECRET.getBytes(UTF_8))),
            Arguments.of(
                "basic",
                SECRET,
                base64.encodeToString(("x-access-token:" + SECRET).getBytes(UTF_8))),
            Arguments.of("header", SECRET, "Authorization: Bearer " + SECRET),
            Arguments.of(
                "address", SECRET, "https://x-access-token:" + SECRET + "@github.com/o/r"));
    var corpus = Corpus.find("secrets/masking_encodings.json");
    return corpus.isEmpty() ? own : Stream.concat(own, shared(Files.readString(corpus.get())));
  }

  private static Stream<Arguments> shared(String file) {
    return objects(JsonParser.parseString(file).getAsJsonObject(), "tests")
        .flatMap(test ->
            objects(test, "forms")
                .filter(form -> form.get("must").getAsBoolean())
                .map(form ->
                    Arguments.of(
                        form.get("form").getAsString(),
                        decoded(test, "secret_b64"),
                        decoded(form, "text_b64"))));
  }

  private static Stream<JsonObject> objects(JsonObject json, String name) {
    return json.getAsJsonArray(name).asList().stream().map(JsonElement::getAsJsonObject);
  }

  private static String decoded(JsonObject json, String name) {
    return new String(Base64.getDecoder().decode(json.get(name).getAsString()), UTF_8);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void isMaskedWhereverItIsSplit(String form, String secret, String text) {
    var output = new Output(new Redactor(List.of(Secret.of(secret)))::redact);
    var bytes = text.getBytes(UTF_8);
    for (var split = 0; split <= bytes.length; split++) {
      var capture = new OutputCapture(10_000);
      capture.write(bytes, split);
      var rest = java.util.Arrays.copyOfRange(bytes, split, bytes.length);
      capture.write(rest, rest.length);

      var shown = output.clean(capture.text());
      assertThat(shown).contains(Redactor.MASK).doesNotContain(secret);
      assertThat(shown.replace(Redactor.MASK, "").length())
          .as(shown)
          .isLessThanOrEqualTo(text.length() - secret.length() / 2);
      assertThat(output.line("x " + capture.text(), 20)).doesNotContain(secret.substring(0, 6));
    }
  }

  @Test
  void whatIsCutOutOfAFloodLeavesNoPartOfASecret() {
    var output = new Output(new Redactor(List.of(Secret.of(SECRET)))::redact);
    var flood = ("token " + SECRET + "\n").repeat(400).getBytes(UTF_8);
    for (var limit = 2_000; limit < 2_100; limit++) {
      var capture = new OutputCapture(limit);
      capture.write(flood, flood.length);

      assertThat(capture.omitted()).isPositive();
      assertThat(output.clean(capture.text()))
          .contains("bytes left out")
          .doesNotContain("ghp_")
          .doesNotContain(SECRET.substring(30));
    }
  }

  @Test
  void textThatForgesLinesOrControlsATerminalStaysOneHarmlessLine() throws IOException {
    var output = new Output(text -> text);
    for (var text : hostileTexts()) {
      var line = output.line(text, 500);
      assertThat(line.chars()).noneMatch(Character::isISOControl).noneMatch(each -> each == 0x2028);
      assertThat(line.length()).isLessThanOrEqualTo(500);
      assertThat(output.clean(text)).doesNotContain("\u001b").doesNotContain("\b");
    }
  }

  private static List<String> hostileTexts() throws IOException {
    var own =
        Stream.of("a\n{\"severity\":\"ERROR\"}", "\u001b[2Jx", "a\bb", "x\u2028y\u2029z", "\r\rx");
    var corpus = Corpus.find("text/log_injection.json");
    if (corpus.isEmpty()) {
      return own.toList();
    }
    var strings =
        JsonParser.parseString(Files.readString(corpus.get()))
            .getAsJsonObject()
            .getAsJsonArray("strings");
    var shared =
        strings.asList().stream()
            .map(each -> each.isJsonPrimitive() ? each.getAsString() : "x".repeat(300_000));
    return Stream.concat(own, shared).toList();
  }
}
