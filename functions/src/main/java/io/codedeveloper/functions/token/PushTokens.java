package io.codedeveloper.functions.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.ConfigurableJWTProcessor;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.codedeveloper.platform.TransientException;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Verifies the tokens with which Pub/Sub calls: OpenID Connect's, signed by Google with RS256 in
/// the name of a service account.
public final class PushTokens implements PushCaller {
  private static final Set<String> ISSUERS =
      Set.of("https://accounts.google.com", "accounts.google.com");
  private static final int LARGEST = 8 * 1024;
  private static final Duration LEEWAY = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int LARGEST_KEYS = 64 * 1024;

  /// Keys change within days; where they cannot be read anew, those known count on.
  private static final Duration LONGEST_OUTAGE = Duration.ofHours(1);

  private final PushIdentity identity;
  private final Clock clock;
  private final ConfigurableJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  public PushTokens(PushIdentity identity, Clock clock) {
    this.identity = identity;
    this.clock = clock;
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys(identity.keys())));
    processor.setJWTClaimsSetVerifier(this::check);
  }

  private static JWKSource<SecurityContext> keys(URI place) {
    var patience = Math.toIntExact(PATIENCE.toMillis());
    try {
      return JWKSourceBuilder.<SecurityContext>create(
              place.toURL(), new DefaultResourceRetriever(patience, patience, LARGEST_KEYS))
          .retrying(true)
          .outageTolerant(LONGEST_OUTAGE.toMillis())
          .build();
    } catch (MalformedURLException impossible) {
      throw new IllegalStateException("the address was checked before", impossible);
    }
  }

  @Override
  public boolean admits(Optional<String> token) {
    return token.filter(text -> text.length() <= LARGEST).filter(this::isOfTheIdentity).isPresent();
  }

  private boolean isOfTheIdentity(String token) {
    try {
      processor.process(token, null);
      return true;
    } catch (KeySourceException unreachable) {
      throw new TransientException(
          "the keys that verify Pub/Sub's calls cannot be read from " + identity.keys(),
          unreachable);
    } catch (ParseException | BadJOSEException | JOSEException refused) {
      return false;
    }
  }

  private void check(JWTClaimsSet claims, @Nullable SecurityContext nothing)
      throws BadJWTException {
    try {
      var ours =
          List.of(identity.audience()).equals(claims.getAudience())
              && identity.serviceAccount().equals(claims.getStringClaim("email"))
              && Boolean.TRUE.equals(claims.getBooleanClaim("email_verified"))
              && ISSUERS.contains(String.valueOf(claims.getIssuer()))
              && isTimely(claims);
      if (!ours) {
        throw new BadJWTException("not the push subscription's");
      }
    } catch (ParseException otherType) {
      throw new BadJWTException("not the push subscription's", otherType);
    }
  }

  private boolean isTimely(JWTClaimsSet claims) {
    var now = clock.instant();
    var end = claims.getExpirationTime();
    var issued = claims.getIssueTime();
    return end != null
        && now.minus(LEEWAY).isBefore(end.toInstant())
        && (issued == null || !now.plus(LEEWAY).isBefore(issued.toInstant()));
  }
}
