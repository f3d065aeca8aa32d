package io.codedeveloper.platform;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// A message as a CloudEvent 1.0 in binary mode: everything but the body in attributes `ce-…`.
///
/// That is the one form in which a message travels through a bus that has attributes: pushed with
/// its attributes as headers it reaches a function as an event. The ordering key is the extension
/// `partitionkey`, each attribute an extension of its own.
public final class CloudEventHeaders {
  private static final String PREFIX = "ce-";
  private static final String ORDERING_KEY = "partitionkey";

  /// What the standard gives a meaning of its own.
  private static final Set<String> RESERVED =
      Set.of(
          "id",
          "type",
          "source",
          "specversion",
          "subject",
          "time",
          "dataschema",
          "datacontenttype",
          "data",
          ORDERING_KEY);

  private static final Pattern EXTENSION = Pattern.compile("[a-z0-9]{1,20}");

  private CloudEventHeaders() {}

  /// The attributes for a message.
  ///
  /// @param source who publishes, as a URI reference
  /// @throws IllegalArgumentException for an attribute whose name no extension can have
  public static Map<String, String> of(String source, Message message) {
    var headers = new LinkedHashMap<String, String>();
    headers.put(PREFIX + "specversion", "1.0");
    headers.put(PREFIX + "id", encoded(message.id()));
    headers.put(PREFIX + "type", encoded(message.type()));
    headers.put(PREFIX + "source", source);
    if (!message.orderingKey().isEmpty()) {
      headers.put(PREFIX + ORDERING_KEY, encoded(message.orderingKey()));
    }
    message
        .attributes()
        .forEach((name, value) -> headers.put(PREFIX + checked(name), encoded(value)));
    return headers;
  }

  /// The message of such attributes; others are left out.
  ///
  /// @throws IllegalArgumentException when there is no id or no type
  public static Message message(Map<String, String> headers, String body) {
    var attributes = new HashMap<String, String>();
    headers.forEach((name, value) -> {
      var extension = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : "";
      if (!extension.isEmpty() && !RESERVED.contains(extension)) {
        attributes.put(extension, decoded(value));
      }
    });
    return new Message(
        required(headers, "id"),
        required(headers, "type"),
        decoded(headers.getOrDefault(PREFIX + ORDERING_KEY, "")),
        attributes,
        body);
  }

  private static String required(Map<String, String> headers, String name) {
    var value = headers.get(PREFIX + name);
    if (value == null) {
      throw new IllegalArgumentException("the event has no attribute " + PREFIX + name);
    }
    return decoded(value);
  }

  private static String checked(String name) {
    if (!EXTENSION.matcher(name).matches() || RESERVED.contains(name)) {
      throw new IllegalArgumentException(
          "not a name for a message's attribute (1 to 20 of a-z and 0-9, none of %s): '%s'"
              .formatted(RESERVED, name));
    }
    return name;
  }

  /// The HTTP binding's own encoding: what is not printable ASCII, and `"` and `%`, by its bytes.
  private static String encoded(String text) {
    var encoded = new StringBuilder(text.length());
    for (var octet : text.getBytes(StandardCharsets.UTF_8)) {
      if (octet > ' ' && octet < 0x7f && octet != '"' && octet != '%') {
        encoded.append((char) octet);
      } else {
        encoded.append("%%%02X".formatted(octet));
      }
    }
    return encoded.toString();
  }

  private static String decoded(String text) {
    var octets = new ByteArrayOutputStream(text.length());
    for (var i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '%' && i + 2 < text.length() && isHex(text, i + 1)) {
        octets.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        octets.writeBytes(String.valueOf(text.charAt(i)).getBytes(StandardCharsets.UTF_8));
      }
    }
    return octets.toString(StandardCharsets.UTF_8);
  }

  private static boolean isHex(String text, int start) {
    return Character.digit(text.charAt(start), 16) >= 0
        && Character.digit(text.charAt(start + 1), 16) >= 0;
  }
}
