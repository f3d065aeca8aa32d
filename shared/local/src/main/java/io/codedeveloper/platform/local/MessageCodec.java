package io.codedeveloper.platform.local;

import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.Message;
import java.util.LinkedHashMap;

/// Messages as JSON in a column.
final class MessageCodec {
  private MessageCodec() {}

  static String encode(Message message) {
    return FieldCodec.encode(
        Fields.empty()
            .with("id", message.id())
            .with("type", message.type())
            .with("orderingKey", message.orderingKey())
            .with("attributes", message.attributes())
            .with("body", message.body()));
  }

  static Message decode(String json) {
    var fields = FieldCodec.decode(json);
    var attributes = new LinkedHashMap<String, String>();
    fields
        .fields("attributes")
        .asMap()
        .forEach((name, value) -> attributes.put(name, (String) value));
    return new Message(
        fields.requireText("id"),
        fields.requireText("type"),
        fields.requireText("orderingKey"),
        attributes,
        fields.requireText("body"));
  }
}
