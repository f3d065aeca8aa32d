package io.codedeveloper.functions.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.codedeveloper.notification.delivery.Receipt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a server answers, without the body: that is not even read.
///
/// @param retryAfter how long it wants to be left alone
record ResponseHead(int status, Optional<Duration> retryAfter) {
  private static final int LARGEST = 8 * 1024;
  private static final String END = "\r\n\r\n";
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})\\b.*");
  private static final Pattern RETRY_AFTER =
      Pattern.compile("(?i)\r\nRetry-After:[ \t]*([0-9]{1,6})[ \t]*\r\n");

  /// Reads the final answer; those that only say that one will come are passed over.
  ///
  /// @throws ProtocolException when it is no answer, or an endless one
  static ResponseHead read(InputStream input) throws IOException {
    var left = LARGEST;
    while (true) {
      var text = text(input, left);
      left -= text.length();
      var head = parse(text);
      if (head.status >= 200) {
        return head;
      }
    }
  }

  private static String text(InputStream input, int most) throws IOException {
    var text = new ByteArrayOutputStream();
    var matched = 0;
    while (matched < END.length()) {
      var next = input.read();
      if (next < 0 || text.size() >= most) {
        throw new ProtocolException("no answer of HTTP in %d bytes".formatted(text.size()));
      }
      text.write(next);
      matched = next == END.charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
    }
    return text.toString(ISO_8859_1);
  }

  private static ResponseHead parse(String text) throws ProtocolException {
    var status = STATUS.matcher(text.lines().findFirst().orElse(""));
    if (!status.matches()) {
      throw new ProtocolException("no answer of HTTP");
    }
    var wait = RETRY_AFTER.matcher(text);
    return new ResponseHead(
        Integer.parseInt(status.group(1)),
        wait.find()
            ? Optional.of(Duration.ofSeconds(Long.parseLong(wait.group(1))))
            : Optional.empty());
  }

  /// What it means for what was posted.
  Receipt receipt() {
    if (status < 300) {
      return new Receipt.Taken();
    }
    if (status < 400) {
      return new Receipt.Never(
          "the server answered %d and points elsewhere, where nothing is sent; set the address that it points to"
              .formatted(status));
    }
    return switch (status) {
      case 408, 425, 429 -> later();
      default -> status >= 500 ? later() : refused();
    };
  }

  private Receipt later() {
    return new Receipt.NotNow("the server answered " + status, retryAfter);
  }

  private Receipt refused() {
    return new Receipt.Never(
        "the server answered %d; look whether the address is right and still in force"
            .formatted(status));
  }
}
