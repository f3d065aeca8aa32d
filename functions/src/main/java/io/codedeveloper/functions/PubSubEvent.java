package io.codedeveloper.functions;

import io.cloudevents.CloudEvent;
import io.codedeveloper.platform.CloudEventHeaders;
import io.codedeveloper.platform.Message;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Set;

/// Reads messages out of the events that a function is called with.
///
/// A push subscription without wrapper and with metadata hands a message's attributes on as
/// headers, which are those of a CloudEvent ([CloudEventHeaders]), and its body as the event's
/// data.
final class PubSubEvent {
  private PubSubEvent() {}

  /// @throws IllegalArgumentException when the event is no message
  static Message message(CloudEvent event) {
    var headers = new HashMap<String, String>();
    copy(event, event.getAttributeNames(), headers);
    copy(event, event.getExtensionNames(), headers);
    var data = event.getData();
    var body = data == null ? "" : new String(data.toBytes(), StandardCharsets.UTF_8);
    return CloudEventHeaders.message(headers, body);
  }

  private static void copy(CloudEvent event, Set<String> names, HashMap<String, String> headers) {
    for (var name : names) {
      var value =
          event.getAttributeNames().contains(name)
              ? event.getAttribute(name)
              : event.getExtension(name);
      if (value != null) {
        headers.put("ce-" + name, value.toString());
      }
    }
  }
}
