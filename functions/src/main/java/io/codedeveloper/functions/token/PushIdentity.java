package io.codedeveloper.functions.token;

import java.net.URI;

/// As whom the push subscriptions call: what Terraform gives them.
///
/// @param audience that their tokens are for
/// @param serviceAccount its e-mail address
/// @param keys where the keys are that verify the tokens, as a JSON Web Key Set
public record PushIdentity(String audience, String serviceAccount, URI keys) {
  /// Google's own.
  public static final URI GOOGLES_KEYS = URI.create("https://www.googleapis.com/oauth2/v3/certs");
}
