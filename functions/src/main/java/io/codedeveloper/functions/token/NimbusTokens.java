package io.codedeveloper.functions.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.codedeveloper.auth.Principal;
import io.codedeveloper.auth.Role;
import io.codedeveloper.auth.TokenVerifier;
import io.codedeveloper.platform.UserErrorException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Bearer tokens: JWTs signed with HMAC-SHA-256, and with nothing else.
public final class NimbusTokens implements TokenVerifier {
  /// The longest life of a token.
  public static final Duration LONGEST_LIFE = Duration.ofHours(24);

  /// The largest token, in bytes.
  static final int LARGEST = 8 * 1024;

  private static final Duration LEEWAY = Duration.ofSeconds(30);
  private static final Set<String> HEADER_FIELDS = Set.of("alg", "typ");
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
  private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7e]{1,255}");

  private final SigningKeys keys;
  private final String audience;
  private final Optional<String> issuer;
  private final Clock clock;

  /// @param issuer required of every token where it is given
  public NimbusTokens(SigningKeys keys, String audience, Optional<String> issuer, Clock clock) {
    this.keys = keys;
    this.audience = audience;
    this.issuer = issuer;
    this.clock = clock;
  }

  /// A token for a subject.
  ///
  /// @param life at most 24 hours
  /// @throws UserErrorException when the subject or the life is not allowed
  public String mint(String subject, Role role, Duration life) {
    if (!SUBJECT.matcher(subject).matches()) {
      throw new UserErrorException(
          "'%s' is not a subject: use 1 to 255 printable ASCII characters without blanks"
              .formatted(subject));
    }
    if (life.compareTo(LONGEST_LIFE) > 0 || !life.isPositive()) {
      throw new UserErrorException(
          "a token lives 1 second to 24 hours, not %s; ask for a shorter life".formatted(life));
    }
    var now = clock.instant();
    var claims =
        new JWTClaimsSet.Builder()
            .subject(subject)
            .audience(audience)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(life)))
            .claim("role", role.wireName());
    issuer.ifPresent(claims::issuer);
    try {
      var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims.build());
      token.sign(new MACSigner(keys.newest()));
      return token.serialize();
    } catch (JOSEException impossible) {
      throw new IllegalStateException("the key was checked before", impossible);
    }
  }

  @Override
  public Optional<Principal> verify(String token) {
    if (token.length() > LARGEST || !FORM.matcher(token).matches()) {
      return Optional.empty();
    }
    try {
      var parsed = SignedJWT.parse(token);
      return signed(parsed, token) && StrictJson.isObject(parsed.getPayload().toBytes())
          ? principal(parsed.getJWTClaimsSet())
          : Optional.empty();
    } catch (ParseException | JOSEException | IllegalArgumentException refused) {
      return Optional.empty();
    }
  }

  private boolean signed(SignedJWT parsed, String token) throws JOSEException {
    var header = parsed.getHeader();
    return header.getAlgorithm().equals(JWSAlgorithm.HS256)
        && HEADER_FIELDS.containsAll(header.toJSONObject().keySet())
        && StrictJson.isObject(header.getParsedBase64URL().decode())
        && canonical(token)
        && parsed.getState() == JWSObject.State.SIGNED
        && (signedWithOneOf(keys.present(), parsed)
            || keys.renew() && signedWithOneOf(keys.present(), parsed));
  }

  private static boolean signedWithOneOf(List<byte[]> keys, SignedJWT parsed) throws JOSEException {
    for (var key : keys) {
      if (parsed.verify(new MACVerifier(key))) {
        return true;
      }
    }
    return false;
  }

  /// True when no bit of the encoding is unused: one token has one spelling.
  private static boolean canonical(String token) {
    for (var part : token.split("\\.")) {
      var bytes = Base64.getUrlDecoder().decode(part);
      if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
        return false;
      }
    }
    return true;
  }

  private Optional<Principal> principal(JWTClaimsSet claims) throws ParseException {
    var subject = claims.getSubject();
    if (subject == null
        || !SUBJECT.matcher(subject).matches()
        || !claims.getAudience().contains(audience)
        || issuer.filter(wanted -> !wanted.equals(claims.getIssuer())).isPresent()
        || !timely(claims)) {
      return Optional.empty();
    }
    var role = claims.getStringClaim("role");
    return (role == null ? Optional.of(Role.VIEWER) : Role.of(role))
        .map(known -> new Principal(subject, known));
  }

  private boolean timely(JWTClaimsSet claims) {
    var now = clock.instant();
    var end = instant(claims.getExpirationTime());
    var issued = instant(claims.getIssueTime());
    var from = instant(claims.getNotBeforeTime());
    if (end.isEmpty() || !now.minus(LEEWAY).isBefore(end.get())) {
      return false;
    }
    var early = now.plus(LEEWAY);
    var start = issued.orElse(now);
    return !end.get().isAfter(start.plus(LONGEST_LIFE))
        && !end.get().isAfter(early.plus(LONGEST_LIFE))
        && issued.filter(early::isBefore).isEmpty()
        && from.filter(early::isBefore).isEmpty();
  }

  private static Optional<Instant> instant(@Nullable Date date) {
    return Optional.ofNullable(date).map(Date::toInstant);
  }
}
