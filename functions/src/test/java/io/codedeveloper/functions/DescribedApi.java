package io.codedeveloper.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.codedeveloper.functions.api.OpenApiFile;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// What `openapi.yaml` says, to hold real requests and answers against.
///
/// Every answer must be described. A request that was served must be described, too; one that was
/// refused need not be.
final class DescribedApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DescribedApi READ = new DescribedApi(JSON.valueToTree(OpenApiFile.read()));

  private final JsonNode document;
  private final Map<JsonNode, JsonSchema> schemas = new ConcurrentHashMap<>();

  DescribedApi(JsonNode document) {
    this.document = document;
  }

  static DescribedApi read() {
    return READ;
  }

  /// One method of one path.
  record Operation(String path, String method, JsonNode node) {}

  Stream<Operation> operations() {
    return document.path("paths").properties().stream()
        .flatMap(path ->
            path.getValue().properties().stream()
                .filter(method -> !method.getKey().equals("parameters"))
                .map(method ->
                    new Operation(
                        path.getKey(),
                        method.getKey().toUpperCase(Locale.ROOT),
                        method.getValue())));
  }

  /// What the description calls an operation, if it has one for this path: the most exact one.
  Optional<Operation> operation(String method, String path) {
    return operations()
        .filter(one -> one.method().equals(method) && pattern(one.path(), path))
        .min(Comparator.comparing(one -> one.path().indexOf('{') < 0 ? 0 : 1));
  }

  private static boolean pattern(String pattern, String path) {
    var open = pattern.indexOf('{');
    if (open < 0) {
      return pattern.equals(path);
    }
    var tail = pattern.substring(pattern.indexOf('}') + 1);
    var fits = path.startsWith(pattern.substring(0, open)) && path.endsWith(tail);
    var end = path.length() - tail.length();
    var value = fits && end > open ? path.substring(open, end) : "";
    return !value.isEmpty() && (pattern.equals("/api/files/{path}") || !value.contains("/"));
  }

  /// Fails unless the description has this answer to this request.
  ///
  /// @param path without the query
  /// @param contentType of the request
  void check(Exchange exchange) {
    var found = operation(exchange.method(), exchange.path());
    if (found.isEmpty() && !exchange.path().startsWith("/api/")) {
      return; // Under the function's own name.
    }
    if (found.isEmpty()) {
      assertThat(exchange.status())
          .as("an answer of no operation: %s", exchange)
          .isIn(400, 404, 405);
      return;
    }
    checkAnswer(found.get(), exchange);
    if (exchange.status() < 300) {
      checkRequest(found.get(), exchange);
    }
  }

  private void checkAnswer(Operation operation, Exchange exchange) {
    var answers = operation.node().path("responses");
    var exact = answers.path(String.valueOf(exchange.status()));
    var answer =
        resolved(exact.isMissingNode() ? answers.path(exchange.status() / 100 + "XX") : exact);
    assertThat(answer.isMissingNode()).as("not described: %s", exchange).isFalse();
    var content = answer.path("content");
    if (content.isMissingNode()) {
      assertThat(exchange.answer()).as("%s", exchange).isEmpty();
      return;
    }
    var type = exchange.answerType().replaceFirst("\\s*;.*", "");
    var schema = content.path(type).path("schema");
    assertThat(schema.isMissingNode()).as("type %s is not described: %s", type, exchange).isFalse();
    if (type.endsWith("json")) {
      assertValid(schema, exchange.answer(), exchange.toString());
    } else if (type.equals("text/event-stream")) {
      events(exchange.answer()).forEach(event -> checkEvent(operation, event));
    }
  }

  /// An event of a stream.
  record Event(Optional<String> id, String name, String data) {}

  /// The events of a stream; comments are passed over.
  static List<Event> events(String stream) {
    return Stream.of(stream.split("\n\n"))
        .filter(block -> block.contains("data: "))
        .map(block ->
            new Event(
                field(block, "id"),
                field(block, "event").orElse(""),
                field(block, "data").orElse("")))
        .toList();
  }

  private static Optional<String> field(String block, String name) {
    return block
        .lines()
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2))
        .findFirst();
  }

  /// Fails unless the operation's stream has such events.
  void checkEvent(Operation operation, Event event) {
    var schema =
        operation
            .node()
            .at("/responses/200/content/text~1event-stream/x-events")
            .path(event.name());
    assertThat(schema.isMissingNode()).as("not described: %s", event).isFalse();
    assertValid(schema, event.data(), event.toString());
  }

  private void checkRequest(Operation operation, Exchange exchange) {
    var parameters = parameters(operation);
    for (var name : exchange.query()) {
      assertThat(parameters).as("query of %s", exchange).contains(name);
    }
    var body = resolved(operation.node().path("requestBody"));
    if (exchange.body().isEmpty()) {
      assertThat(body.path("required").asBoolean()).as("needs a body: %s", exchange).isFalse();
    } else if (exchange.bodyType().startsWith("application/json")) {
      var schema = body.path("content").path("application/json").path("schema");
      assertThat(schema.isMissingNode()).as("takes no body: %s", exchange).isFalse();
      assertValid(schema, exchange.body(), exchange.toString());
    }
  }

  private Set<String> parameters(Operation operation) {
    var names = new TreeSet<String>();
    var ofPath = document.path("paths").path(operation.path()).path("parameters");
    Stream.of(ofPath, operation.node().path("parameters"))
        .flatMap(list -> list.valueStream())
        .map(this::resolved)
        .filter(parameter -> parameter.path("in").asText().equals("query"))
        .forEach(parameter -> names.add(parameter.path("name").asText()));
    return names;
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
  }

  /// What is wrong with a value of a schema of this description.
  List<String> problems(JsonNode schema, JsonNode value) {
    return compiled(schema).validate(value).stream().map(Object::toString).toList();
  }

  private void assertValid(JsonNode schema, String json, String what) {
    try {
      assertThat(problems(schema, JSON.readTree(json))).as("%s", what).isEmpty();
    } catch (IOException malformed) {
      throw new AssertionError("not JSON: " + what, malformed);
    }
  }

  /// A part of the description, with what it refers to.
  private JsonSchema compiled(JsonNode schema) {
    return schemas.computeIfAbsent(
        schema,
        part -> {
          ObjectNode whole = part.deepCopy();
          whole.set("components", document.path("components"));
          var strict = SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
          return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(whole, strict);
        });
  }

  /// A request and its answer.
  ///
  /// @param query the names of its parameters
  record Exchange(
      String method,
      String path,
      Set<String> query,
      String bodyType,
      String body,
      int status,
      String answerType,
      String answer) {

    @Override
    public String toString() {
      var shown = answer.length() > 500 ? answer.substring(0, 500) + "…" : answer;
      return "%s %s %s → %d %s".formatted(method, path, query, status, shown);
    }
  }
}
