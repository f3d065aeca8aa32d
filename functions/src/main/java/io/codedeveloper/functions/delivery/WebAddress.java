package io.codedeveloper.functions.delivery;

import io.codedeveloper.notification.Notification;
import io.codedeveloper.notification.delivery.Receipt;
import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import java.util.Map;
import java.util.Optional;

/// An address to which notifications are posted, read anew for each: it may have been set, changed
/// or taken away.
///
/// @param name of the secret that is the address
record WebAddress(
    SecretSource.Name name, SecretSource secrets, DeliverySettings settings, HttpPost post) {
  /// What is posted.
  ///
  /// @param headers beside the usual ones
  record Letter(Map<String, String> headers, byte[] body) {}

  /// Writes what is posted.
  @FunctionalInterface
  interface Writing {
    /// @throws UserErrorException when something is missing that people must set
    Letter letter();
  }

  /// Whether it is set, and for notifications like this one.
  boolean takes(Notification notification) {
    return settings.levels().contains(notification.level()) && isSet();
  }

  /// One that this process may not read, or that was withdrawn, is as good as none.
  private boolean isSet() {
    try {
      return secrets.read(name).isPresent();
    } catch (UserErrorException withdrawn) {
      return false;
    }
  }

  /// @throws UserErrorException when it is no address
  Optional<Destination> destination() {
    return secrets.read(name).map(url -> Destination.parse(name.name(), url, settings.loopback()));
  }

  /// What people can mend is tried again, as if the other side were not ready.
  Receipt send(Writing writing) {
    try {
      var destination = destination();
      if (destination.isEmpty()) {
        return new Receipt.Never(name + " is not set any more");
      }
      var letter = writing.letter();
      return post.post(destination.get(), letter.headers(), letter.body());
    } catch (UserErrorException wrong) {
      return Receipt.NotNow.because(String.valueOf(wrong.getMessage()));
    } catch (TransientException notNow) {
      return Receipt.NotNow.because("its address or key cannot be read now");
    }
  }
}
