package io.codedeveloper.functions.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import io.codedeveloper.auth.Principal;
import io.codedeveloper.auth.Role;
import io.codedeveloper.auth.Secret;
import io.codedeveloper.functions.Corpus;
import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NimbusTokensTest {
  private static final String KEY = "0123456789abcdef0123456789abcdef";
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final String GOOD =
      "'sub':'ann','aud':'api','iss':'us','iat':1799999940,'exp':1800003600";

  private final NimbusTokens tokens = at(NOW);

  private static NimbusTokens at(Instant now) {
    var clock = Clock.fixed(now, ZoneOffset.UTC);
    return new NimbusTokens(keys(KEY, clock), "api", Optional.of("us"), clock);
  }

  private static SigningKeys keys(String key, Clock clock) {
    return SigningKeys.of(name -> Optional.of(Secret.of(key)), clock);
  }

  private static String signed(JWSHeader header, String claims) {
    try {
      var token = new JWSObject(header, new Payload("{" + claims.replace('\'', '"') + "}"));
      token.sign(
          new MACSigner(
              KEY.repeat(2)
                  .substring(0, header.getAlgorithm().equals(JWSAlgorithm.HS256) ? 32 : 64)));
      return token.serialize();
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String signed(String claims) {
    return signed(new JWSHeader(JWSAlgorithm.HS256), claims);
  }

  @Test
  void mintedTokenIsVerifiedUntilItEnds() {
    var token = tokens.mint("ann", Role.OPERATOR, Duration.ofHours(24));
    var principal = Optional.of(new Principal("ann", Role.OPERATOR));
    assertThat(tokens.verify(token)).isEqualTo(principal);
    assertThat(at(NOW.plusSeconds(86_400 + 29)).verify(token)).isEqualTo(principal);
    assertThat(at(NOW.plusSeconds(86_400 + 30)).verify(token)).isEmpty();
    assertThat(at(NOW.minusSeconds(30)).verify(token)).isEqualTo(principal);
    assertThat(at(NOW.minusSeconds(31)).verify(token)).isEmpty();
  }

  @Test
  void roleIsViewerWhenTheTokenNamesNone() {
    assertThat(tokens.verify(signed(GOOD))).contains(new Principal("ann", Role.VIEWER));
    assertThat(tokens.verify(signed(GOOD + ",'role':'operator'")))
        .contains(new Principal("ann", Role.OPERATOR));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'aud':'api','iss':'us','exp':1800003600",
        "'sub':'','aud':'api','iss':'us','exp':1800003600",
        "'sub':'a b','aud':'api','iss':'us','exp':1800003600",
        "'sub':'ann','iss':'us','exp':1800003600",
        "'sub':'ann','aud':'other','iss':'us','exp':1800003600",
        "'sub':'ann','aud':'api','exp':1800003600",
        "'sub':'ann','aud':'api','iss':'them','exp':1800003600",
        "'sub':'ann','aud':'api','iss':'us'",
        "'sub':'ann','aud':'api','iss':'us','exp':1799990000",
        "'sub':'ann','aud':'api','iss':'us','exp':1800090000",
        "'sub':'ann','aud':'api','iss':'us','iat':1700000000,'exp':1800003600",
        "'sub':'ann','aud':'api','iss':'us','iat':1800000040,'exp':1800003600",
        "'sub':'ann','aud':'api','iss':'us','nbf':1800000040,'exp':1800003600",
        "'sub':'ann','aud':'api','iss':'us','exp':1800003600,'role':'admin'",
        "'sub':'ann','aud':'api','iss':'us','exp':1800003600,'role':7",
        "'sub':'ann','sub':'bob','aud':'api','iss':'us','exp':1800003600",
        "'sub':'ann','aud':'api','iss':'us','exp':1800003600,'x':{'a':1,'a':2}"
      })
  void tokenWithTheseClaimsIsRefused(String claims) {
    assertThat(tokens.verify(signed(claims))).isEmpty();
  }

  @Test
  void nestedClaimsThatMeanNothingToUsAreNoHarm() {
    assertThat(tokens.verify(signed(GOOD + ",'x':{'a':[1,{'b':2}]}"))).isPresent();
  }

  @Test
  void onlyHs256AndNoForeignHeaderIsAccepted() {
    var typed = new JWSHeader.Builder(JWSAlgorithm.HS256).type(JOSEObjectType.JWT).build();
    assertThat(tokens.verify(signed(typed, GOOD))).isPresent();
    assertThat(tokens.verify(signed(new JWSHeader(JWSAlgorithm.HS512), GOOD))).isEmpty();
    var keyed = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k").build();
    assertThat(tokens.verify(signed(keyed, GOOD))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "a.b", "a.b.c", "a.b.c.d", "....", "e30.e30.e30"})
  void nonsenseIsRefused(String token) {
    assertThat(tokens.verify(token)).isEmpty();
  }

  @Test
  void tamperedOrOversizedTokenIsRefused() {
    var token = signed(GOOD);
    assertThat(tokens.verify(token.substring(0, token.length() - 2))).isEmpty();
    assertThat(tokens.verify(token + "=")).isEmpty();
    assertThat(tokens.verify(signed(GOOD + ",'x':'" + "y".repeat(9000) + "'"))).isEmpty();
    var header = Base64.getUrlEncoder().withoutPadding();
    var none = header.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
    assertThat(tokens.verify(none + token.substring(token.indexOf('.')))).isEmpty();
  }

  @Test
  void lastCharacterWithUnusedBitsIsRefused() {
    var token = signed(GOOD);
    var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    var last = alphabet.indexOf(token.charAt(token.length() - 1));
    var sibling = token.substring(0, token.length() - 1) + alphabet.charAt(last ^ 1);
    assertThat(tokens.verify(sibling)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"ann,PT0S", "ann,PT25H", "a b,PT1H", "'',PT1H"})
  void mintRefusesWhatWouldNotBeAccepted(String subject, Duration life) {
    assertThatThrownBy(() -> tokens.mint(subject, Role.VIEWER, life))
        .isInstanceOf(UserErrorException.class);
  }

  @Test
  void everyVectorOfTheCorpusIsJudgedAsExpected() throws IOException {
    var vectors = Corpus.read("jwt/claims_vectors.json");
    var clock = Clock.fixed(Instant.ofEpochSecond(vectors.get("now").getAsLong()), ZoneOffset.UTC);
    var verifier =
        new NimbusTokens(
            keys(vectors.get("key_utf8").getAsString(), clock),
            vectors.get("audience").getAsString(),
            Optional.of(vectors.get("issuer").getAsString()),
            clock);
    for (var vector : vectors.getAsJsonArray("tests")) {
      var test = vector.getAsJsonObject();
      var header = Corpus.text(test.get("authorization")).orElse("Bearer ");
      var token = header.substring("Bearer ".length());
      assertThat(verifier.verify(token).isPresent())
          .as(test.get("name").getAsString())
          .isEqualTo(test.get("expect").getAsInt() == 200);
    }
  }
}
