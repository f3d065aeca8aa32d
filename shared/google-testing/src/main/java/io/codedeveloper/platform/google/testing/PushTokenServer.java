package io.codedeveloper.platform.google.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;

/// Signs as Google does for a push subscription, with a key of its own, which it shows to whoever
/// asks. Left out: the change of keys.
public final class PushTokenServer implements AutoCloseable {
  private static final String AUDIENCE = "https://dispatcher.example.org";
  private static final String ACCOUNT = "push@example.iam.gserviceaccount.com";

  private final Clock clock;
  private final RSAKey key;
  private final HttpServer server;
  private final AtomicInteger reads = new AtomicInteger();

  /// Of the usual key: to make one takes longer than what is done with it.
  private static final class Usual {
    private static final RSAKey KEY = anotherKey();
  }

  public PushTokenServer(Clock clock) {
    this(clock, Usual.KEY);
  }

  /// Whose key nobody else has.
  public static PushTokenServer ofAnotherKey(Clock clock) {
    return new PushTokenServer(clock, anotherKey());
  }

  private static RSAKey anotherKey() {
    try {
      return new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private PushTokenServer(Clock clock, RSAKey key) {
    this.clock = clock;
    this.key = key;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    var keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          reads.incrementAndGet();
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, keys.length);
          exchange.getResponseBody().write(keys);
          exchange.close();
        });
    server.start();
  }

  /// How often the key was asked for.
  public int timesRead() {
    return reads.get();
  }

  /// For whom its tokens are.
  public String audience() {
    return AUDIENCE;
  }

  /// The service account that its tokens name.
  public String serviceAccount() {
    return ACCOUNT;
  }

  /// Where its key is, as a JSON Web Key Set.
  public URI keys() {
    return URI.create("http://127.0.0.1:%d/keys".formatted(server.getAddress().getPort()));
  }

  /// A token as Google makes it for a subscription.
  public String token() {
    return sign(claims().build());
  }

  /// What a token says, to be changed by a test.
  public JWTClaimsSet.Builder claims() {
    var now = clock.instant();
    return new JWTClaimsSet.Builder()
        .issuer("https://accounts.google.com")
        .audience(AUDIENCE)
        .subject("113774264463038321964")
        .claim("email", ACCOUNT)
        .claim("email_verified", true)
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(Duration.ofHours(1))));
  }

  public String sign(JWTClaimsSet claims) {
    try {
      var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
      var token = new SignedJWT(header, claims);
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
