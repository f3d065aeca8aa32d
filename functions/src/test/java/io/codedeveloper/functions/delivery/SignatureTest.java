package io.codedeveloper.functions.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.platform.UserErrorException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SignatureTest {
  // The example of the Standard Webhooks libraries.
  private static final Secret KEY = Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final long SECONDS = 1_614_265_330;
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
  private static final String SIGNED = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  @Test
  void whatIsSignedIsWhatEveryLibraryExpects() {
    assertThat(Signature.of(List.of(KEY), ID, SECONDS, BODY)).isEqualTo(SIGNED);
  }

  @Test
  void keyMeansTheSameWithoutItsPrefix() {
    var bare = Secret.of("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    assertThat(Signature.of(List.of(bare), ID, SECONDS, BODY)).isEqualTo(SIGNED);
  }

  @Test
  void whileAKeyIsReplacedBothSign() {
    var other = Secret.of("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    assertThat(Signature.of(List.of(other, KEY), ID, SECONDS, BODY).split(" "))
        .hasSize(2)
        .allMatch(one -> one.startsWith("v1,"))
        .contains(SIGNED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"whsec_not base64", "whsec_c2hvcnQ=", "short", "plain words, many of them"})
  void keyThatIsNoneIsRefusedAndNotShown(String key) {
    assertThatThrownBy(() -> Signature.key(Secret.of(key)))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("NOTIFICATION_WEBHOOK_KEY")
        .hasMessageContaining("openssl")
        .hasMessageNotContaining(key);
  }
}
