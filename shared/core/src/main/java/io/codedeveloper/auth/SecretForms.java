package io.codedeveloper.auth;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The texts under which a secret may show itself.
final class SecretForms {
  /// An encoding of less than this would be found in harmless text.
  private static final int SHORTEST_ENCODED = 8;

  private static final int BITS_PER_BYTE = 8;
  private static final int BITS_PER_DIGIT = 6;
  private static final Pattern ESCAPE = Pattern.compile("%[0-9A-F]{2}");

  private SecretForms() {}

  static Set<String> of(String secret) {
    var forms = new LinkedHashSet<String>();
    forms.add(secret);
    var bytes = secret.getBytes(StandardCharsets.UTF_8);
    var encoded = new ArrayList<String>();
    encoded.addAll(base64(bytes));
    encoded.add(HexFormat.of().formatHex(bytes));
    encoded.add(HexFormat.of().withUpperCase().formatHex(bytes));
    encoded.addAll(url(secret));
    encoded.addAll(quoted(secret));
    encoded.stream().filter(form -> form.length() >= SHORTEST_ENCODED).forEach(forms::add);
    return forms;
  }

  /// The digits that depend on nothing but the secret, wherever it begins in the encoded text.
  private static List<String> base64(byte[] secret) {
    var forms = new ArrayList<String>();
    for (int offset = 0; offset < 3; offset++) {
      var shifted = new byte[offset + secret.length];
      System.arraycopy(secret, 0, shifted, offset, secret.length);
      var from = (offset * BITS_PER_BYTE + BITS_PER_DIGIT - 1) / BITS_PER_DIGIT;
      var to = shifted.length * BITS_PER_BYTE / BITS_PER_DIGIT;
      forms.add(Base64.getEncoder().encodeToString(shifted).substring(from, to));
      forms.add(Base64.getUrlEncoder().encodeToString(shifted).substring(from, to));
    }
    return forms;
  }

  private static List<String> url(String secret) {
    var form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    var strict = form.replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
    return List.of(form, strict, lowerEscapes(form), lowerEscapes(strict));
  }

  private static String lowerEscapes(String form) {
    return ESCAPE.matcher(form).replaceAll(match -> match.group().toLowerCase(Locale.ROOT));
  }

  private static List<String> quoted(String secret) {
    var json = json(secret, false);
    var ascii = json(secret, true);
    return List.of(
        json,
        ascii,
        json(json, false),
        json(ascii, true),
        xml(secret).replace("'", "&#39;"),
        xml(secret).replace("'", "&apos;"),
        xml(secret),
        secret.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"),
        secret.replace("'", "'\\''"));
  }

  private static String xml(String secret) {
    return secret
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String json(String text, boolean asciiOnly) {
    var json = new StringBuilder();
    text.chars()
        .forEach(unit -> {
          switch (unit) {
            case '"' -> json.append("\\\"");
            case '\\' -> json.append("\\\\");
            case '\n' -> json.append("\\n");
            case '\r' -> json.append("\\r");
            case '\t' -> json.append("\\t");
            default -> json.append(plain(unit, asciiOnly));
          }
        });
    return json.toString();
  }

  private static String plain(int unit, boolean asciiOnly) {
    return unit < 0x20 || (asciiOnly && unit > 0x7e)
        ? String.format(Locale.ROOT, "\\u%04x", unit)
        : String.valueOf((char) unit);
  }
}
