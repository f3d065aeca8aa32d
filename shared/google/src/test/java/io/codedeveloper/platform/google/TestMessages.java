package io.codedeveloper.platform.google;

import com.google.protobuf.ByteString;
import com.google.pubsub.v1.PubsubMessage;
import io.codedeveloper.platform.Message;
import java.util.HashMap;

/// Messages as a message bus may write them: id and type as attributes.
final class TestMessages {
  private static final String ID = "ce-id";
  private static final String TYPE = "ce-type";
  private static final String KEY = "ce-key";

  private TestMessages() {}

  static PubsubMessage encode(Message message) {
    return PubsubMessage.newBuilder()
        .putAllAttributes(message.attributes())
        .putAttributes(ID, message.id())
        .putAttributes(TYPE, message.type())
        .putAttributes(KEY, message.orderingKey())
        .setData(ByteString.copyFromUtf8(message.body()))
        .build();
  }

  static Message decode(PubsubMessage message) {
    var attributes = new HashMap<>(message.getAttributesMap());
    return new Message(
        String.valueOf(attributes.remove(ID)),
        String.valueOf(attributes.remove(TYPE)),
        String.valueOf(attributes.remove(KEY)),
        attributes,
        message.getData().toStringUtf8());
  }
}
