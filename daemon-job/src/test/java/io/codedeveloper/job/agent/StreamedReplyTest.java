package io.codedeveloper.job.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.codedeveloper.budget.Usage;
import io.codedeveloper.testing.FaultRow;
import io.codedeveloper.testing.Seeds;
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
  @FaultRow("M7")
  void aCallWhoseBlockNeverEndedIsNotReadable() {
    var reply =
        of(
                "{'type':'message_start','message':{}}",
                "{'type':'content_block_start','index':0,'content_block':{'type':'tool_use','id':'a','name':'list_files','input':{}}}",
                "{'type':'content_block_delta','index':0,'delta':{'type':'input_json_delta','partial_json':'{}'}}",
                "{'type':'message_delta','delta':{'stop_reason':'tool_use'}}",
                "{'type':'message_stop'}")
            .reply()
            .orElseThrow();

    assertThat(reply.unreadable()).containsExactly("a");
  }

  @Test
  @FaultRow("M12")
  void whateverTheEventsAreLikeThereIsAnAnswerOrNone() {
    var values =
        List.of(
            "null",
            "7",
            "-1",
            "1e9",
            "\"a\"",
            "\"tool_use\"",
            "[]",
            "[1]",
            "{}",
            "true",
            "{\"type\":\"text\"}",
            "{\"input_tokens\":-5}",
            "{\"partial_json\":\"{\",\"type\":\"input_json_delta\"}");
    var types =
        List.of(
            "message_start",
            "content_block_start",
            "content_block_delta",
            "content_block_stop",
            "message_delta",
            "message_stop",
            "ping",
            "future");
    var fields = List.of("message", "index", "content_block", "delta", "usage", "error");
    Seeds.forAll(
        2_000,
        random -> {
          var reply = new StreamedReply();
          for (var count = random.nextInt(12); count > 0; count--) {
            var event = new JsonObject();
            event.addProperty("type", types.get(random.nextInt(types.size())));
            for (var field = random.nextInt(4); field > 0; field--) {
              event.add(
                  fields.get(random.nextInt(fields.size())),
                  JsonParser.parseString(values.get(random.nextInt(values.size()))));
            }
            reply.add(event);
          }
          reply.reply().ifPresent(answer -> assertThat(answer.usage().total()).isNotNegative());
        });
  }
}
