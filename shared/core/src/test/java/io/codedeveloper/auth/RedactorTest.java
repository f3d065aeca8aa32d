package io.codedeveloper.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RedactorTest {
  private static final String ODD = "k@ys/v+lt=&\"'\\ é<x>\n\r\tz";
  private static final String PLAIN = "ghp_ownFixtureOfThisProject0123456789XyZ";

  private static String redact(String secret, String text) {
    return new Redactor(List.of(Secret.of(secret))).redact(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {ODD, PLAIN, "0123456789abcdef"})
  void secretIsFoundInEveryEncoding(String secret) {
    var bytes = secret.getBytes(UTF_8);
    var url = URLEncoder.encode(secret, UTF_8);
    var forms =
        List.of(
            secret,
            HexFormat.of().formatHex(bytes),
            HexFormat.of().withUpperCase().formatHex(bytes),
            url,
            url.replace("+", "%20"),
            secret.replace("'", "'\\''"),
            secret.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    assertThat(forms)
        .allSatisfy(form ->
            assertThat(redact(secret, "before " + form + " after")).isEqualTo("before *** after"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "u", "us", "user:", "x-access-token:"})
  void secretIsFoundInBase64WhereverItBegins(String before) {
    for (var after : List.of("", "\n", "@host", "ab")) {
      var bytes = (before + PLAIN + after).getBytes(UTF_8);
      for (var encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
        var text = encoder.encodeToString(bytes);
        assertThat(redact(PLAIN, text)).contains(Redactor.MASK);
        assertThat(redact(PLAIN, text)).doesNotContain(text.substring(12, 36));
      }
    }
  }

  @Test
  void jsonInsideJsonIsFound() {
    var once = "k@ys/v+lt=&\\\"'\\\\ \\u00e9<x>\\n\\r\\tz";
    var twice = once.replace("\\", "\\\\").replace("\"", "\\\"");
    assertThat(redact(ODD, "\"" + once + "\"")).isEqualTo("\"***\"");
    assertThat(redact(ODD, twice)).doesNotContain("k@ys");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
        "github_pat_11ABCDEFG0123456789_abcdefghijklm",
        "sk-ant-api03-abcdefghijklmnopqrstuvwxyz",
        "AKIAIOSFODNN7EXAMPLE",
        "xoxb-123456789012-abcdefghij",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJlMTIz",
        "AIzaSyA-abcdefghijklmnopqrstuvwxyz01234",
        "gho_abcdefghijklmnopqrstuvwxyz0123456789",
        "ghu_abcdefghijklmnopqrstuvwxyz0123456789",
        "ghs_abcdefghijklmnopqrstuvwxyz0123456789",
        "ghr_abcdefghijklmnopqrstuvwxyz0123456789",
        "glpat-abcdefghijklmnopqrst",
        "sk-proj-abcdefghijklmnopqrstuvwxyz012345",
        "sk-abcdefghijklmnopqrstuvwxyz0123456789",
        "ASIAIOSFODNN7EXAMPLE",
        "ya29.abcdefghijklmnopqrstuvwxyz",
        "npm_abcdefghijklmnopqrstuvwxyz0123456789",
        "hooks.slack.com/services/T0000000A/B0000000A/aaaaaaaaaaaaaaaaaaaaaaaa",
        "://u:secret@host"
      })
  void unknownSecretIsKnownByItsForm(String token) {
    assertThat(new Redactor(List.of()).redact("token=" + token + ";")).doesNotContain(token);
    assertThat(new Redactor(List.of()).isClean("token=" + token)).isFalse();
  }

  @Test
  void passwordInAnAddressAndPrivateKeysAreTakenOut() {
    var redactor = new Redactor(List.of());
    assertThat(redactor.redact("https://bob:hunter2@host/x")).isEqualTo("https://***@host/x");
    assertThat(
            redactor.redact(
                "-----BEGIN RSA PRIVATE KEY-----\nMIIEabcdefghijklmnop\n-----END RSA PRIVATE KEY-----"))
        .isEqualTo("***");
  }

  @Test
  void harmlessTextStaysAsItIs() {
    var text = "Adds README.md, task-1 and skip-list to https://host/path (see docs).";
    assertThat(redact("0123456789abcdef", text)).isEqualTo(text);
    assertThat(new Redactor(List.of()).isClean(text)).isTrue();
  }

  @Test
  void secretThatIsLearntLaterIsTakenOutFromThenOn() {
    var redactor = new Redactor(List.of(Secret.of("first-secret")));
    redactor.learn(Secret.of("second-secret"));
    redactor.learn(Secret.of("second-secret"));
    assertThat(redactor.redact("first-secret second-secret")).isEqualTo("*** ***");
  }

  @Test
  void shortSecretIsFoundAsItIsOnly() {
    assertThat(redact("abc", "abc 616263")).isEqualTo("*** 616263");
  }

  @Test
  void rolesIncludeThoseBefore() {
    assertThat(Role.OPERATOR.allows(Role.VIEWER)).isTrue();
    assertThat(Role.VIEWER.allows(Role.OPERATOR)).isFalse();
    assertThat(Role.of("viewer")).contains(Role.VIEWER);
    assertThat(Role.of("operator")).contains(Role.OPERATOR);
    assertThat(Role.of("admin")).isEmpty();
    assertThat(Role.OPERATOR.wireName()).isEqualTo("operator");
  }

  @Test
  void secretNeverShowsItself() {
    var secret = Secret.of(" s3cret-value\n");
    assertThat(secret).hasToString("***").isEqualTo(Secret.of("s3cret-value"));
    assertThat(secret).hasSameHashCodeAs(Secret.of("s3cret-value"));
    assertThat(secret).isNotEqualTo(Secret.of("other")).isNotEqualTo("s3cret-value");
    assertThat(secret.reveal()).isEqualTo("s3cret-value");
    assertThatThrownBy(() -> Secret.of(" ")).isInstanceOf(IllegalArgumentException.class);
  }
}
