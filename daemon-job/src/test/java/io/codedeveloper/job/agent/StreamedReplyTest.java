package io.codedeveloper.job.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.codedeveloper.budget.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamedReplyTest {
  private static StreamedReply of(String... events) {
    var reply = new StreamedReply();
    for (var event : events) {
      reply.add(JsonParser.parseString(event.replace('\'', '"')).getAsJsonObject());
    }
    return reply;
  }

  @Test
  void piecesArePutTogether() {
    var reply =
        of(
                "{'type':'message_start','message':{'id':'msg_1','model':'m','usage':{'input_tokens':5,'cache_creation_input_tokens':30,'cache_read_input_tokens':70,'cache_creation':{'ephemeral_5m_input_tokens':10,'ephemeral_1h_input_tokens':20},'output_tokens':1}}}",
                "{'type':'ping'}",
                "{'type':'content_block_start','index':0,'content_block':{'type':'text','text':''}}",
                "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'Hel'}}",
                "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'lo'}}",
                "{'type':'content_block_delta','index':0,'delta':{'type':'citations_delta','citation':{'n':1}}}",
                "{'type':'content_block_delta','index':0,'delta':{'type':'future_delta'}}",
                "{'type':'content_block_stop','index':0}",
                "{'type':'content_block_start','index':1,'content_block':{'type':'tool_use','id':'a','name':'t','input':{}}}",
                "{'type':'content_block_stop','index':1}",
                "{'type':'message_delta','delta':{'stop_reason':'tool_use'},'usage':{'input_tokens':null,'output_tokens':42}}",
                "{'type':'message_stop'}")
            .reply()
            .orElseThrow();

    assertThat(reply.words()).isEqualTo("Hello");
    assertThat(reply.content().toString())
        .contains("\"citations\":[{\"n\":1}]")
        .contains("\"input\":{}");
    assertThat(reply.stopReason()).isEqualTo("tool_use");
    assertThat(reply.usage()).isEqualTo(new Usage(5, 42, 70, 10, 20));
  }

  @Test
  void withoutItsEndThereIsNoAnswer() {
    assertThat(of("{'type':'message_start','message':{}}").reply()).isEmpty();
  }

  @Test
  void anUntoldCacheDurationCountsAsFiveMinutes() {
    var usage = new JsonObject();
    usage.addProperty("cache_creation_input_tokens", 9);

    assertThat(TokenUsage.of(usage)).isEqualTo(new Usage(0, 0, 0, 9, 0));
  }

  @Test
  void recordedAnswersOfTheServiceAreUnderstood() throws IOException {
    var directory = Path.of("../../shared/corpus/llm/recorded");
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (var files = Files.list(directory)) {
      for (var file : files.toList()) {
        for (var line : Files.readAllLines(file)) {
          understand(file, JsonParser.parseString(line).getAsJsonObject());
        }
      }
    }
  }

  private static void understand(Path file, JsonObject exchange) {
    var response = Json.object(exchange, "response");
    for (var name : List.of("body", "body_text", "text", "sse")) {
      var body = response.get(name);
      if (body != null
          && body.isJsonPrimitive()
          && body.getAsString().contains("event: message_start")) {
        var reply = new StreamedReply();
        body.getAsString()
            .lines()
            .filter(each -> each.startsWith("data: {"))
            .forEach(
                each -> reply.add(JsonParser.parseString(each.substring(6)).getAsJsonObject()));
        assertThat(reply.reply()).as(file.toString()).isPresent();
        assertThat(reply.reply().orElseThrow().usage().output()).as(file.toString()).isPositive();
        assertThat(reply.reply().orElseThrow().unreadable()).as(file.toString()).isEmpty();
      } else if (body != null && body.isJsonObject() && body.getAsJsonObject().has("usage")) {
        assertThat(TokenUsage.of(Json.object(body.getAsJsonObject(), "usage")).total())
            .as(file.toString())
            .isPositive();
      }
    }
  }
}
