package io.codedeveloper.functions;

import com.fasterxml.jackson.databind.JsonNode;
import io.codedeveloper.functions.DescribedApi.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Rules for a description of an API that people generate clients from and read: what is there is
/// spelled right, used, described and true of its own examples.
final class OpenApiLint {
  /// The parts of a description, with the fields that each may have here.
  private enum Part {
    DOCUMENT("openapi", "info", "servers", "security", "tags", "paths", "components"),
    PATH("parameters", "get", "put", "post", "delete"),
    OPERATION(
        "operationId",
        "tags",
        "summary",
        "description",
        "parameters",
        "requestBody",
        "responses",
        "security"),
    PARAMETER("name", "in", "required", "description", "schema"),
    BODY("required", "description", "content"),
    ANSWER("description", "headers", "content"),
    HEADER("required", "description", "schema"),
    MEDIA_TYPE("schema", "examples", "x-events");

    private final Set<String> fields;

    Part(String... fields) {
      this.fields = Set.of(fields);
    }
  }

  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

  private final JsonNode document;
  private final DescribedApi api;
  private final List<String> findings = new ArrayList<>();

  private OpenApiLint(JsonNode document) {
    this.document = document;
    this.api = new DescribedApi(document);
  }

  /// What is wrong with it, each with its place.
  static List<String> of(JsonNode document) {
    var lint = new OpenApiLint(document);
    lint.look();
    return List.copyOf(lint.findings);
  }

  private void look() {
    fields(Part.DOCUMENT, "", document);
    document
        .path("paths")
        .properties()
        .forEach(path -> fields(Part.PATH, path.getKey(), path.getValue()));
    api.operations().forEach(this::operation);
    tags();
    components();
    schemas("#", document, this::schema);
    if (findings.isEmpty()) {
      // What leads nowhere cannot be held against anything.
      schemas("#", document, this::values);
    }
  }

  private void find(String where, String what) {
    findings.add(where + ": " + what);
  }

  private void fields(Part part, String where, JsonNode node) {
    node.fieldNames()
        .forEachRemaining(name -> {
          if (!part.fields.contains(name)) {
            find(where, "%s has no field '%s'".formatted(part, name));
          }
        });
  }

  private void operation(Operation operation) {
    var where = operation.method() + " " + operation.path();
    fields(Part.OPERATION, where, operation.node());
    parameters(where, operation);
    var body = resolved(operation.node().path("requestBody"));
    if (!body.isMissingNode()) {
      body(where, operation, body);
    }
    operation
        .node()
        .path("responses")
        .properties()
        .forEach(answer ->
            answer(
                where + " " + answer.getKey(),
                answer.getKey(),
                resolved(answer.getValue()),
                operation));
    var isOpen = operation.node().path("security").isArray();
    for (var status : List.of("4XX", "5XX")) {
      if (!isOpen && !operation.node().path("responses").has(status)) {
        find(where, "does not say what " + status + " is");
      }
    }
  }

  private void parameters(String where, Operation operation) {
    var names = new HashSet<String>();
    var ofPath = document.path("paths").path(operation.path()).path("parameters");
    Stream.of(ofPath, operation.node().path("parameters"))
        .flatMap(JsonNode::valueStream)
        .map(this::resolved)
        .forEach(one -> {
          var name = one.path("in").asText() + " " + one.path("name").asText();
          fields(Part.PARAMETER, where, one);
          if (!names.add(name)) {
            find(where, "the parameter '%s' stands twice".formatted(name));
          }
          if (!one.has("schema")) {
            find(where, "the parameter '%s' has no schema".formatted(name));
          }
          if (name.startsWith("path ") && !one.path("required").asBoolean()) {
            find(where, "the parameter '%s' is not required".formatted(name));
          }
        });
    var inPath =
        VARIABLE.matcher(operation.path()).results().map(one -> "path " + one.group(1)).toList();
    var described = names.stream().filter(name -> name.startsWith("path ")).toList();
    if (!Set.copyOf(inPath).equals(Set.copyOf(described))) {
      find(where, "its path has %s, and described are %s".formatted(inPath, described));
    }
  }

  private void body(String where, Operation operation, JsonNode body) {
    fields(Part.BODY, where, body);
    if (Set.of("GET", "DELETE").contains(operation.method())) {
      find(where, "takes a body");
    }
    content(where, body);
    var json = body.path("content").path("application/json").path("schema");
    if (json.path("additionalProperties").asBoolean(true)) {
      find(where, "its body does not refuse unknown fields");
    }
  }

  private void answer(String where, String status, JsonNode answer, Operation operation) {
    fields(Part.ANSWER, where, answer);
    if (answer.path("description").asText().isBlank()) {
      find(where, "is not described");
    }
    answer
        .path("headers")
        .properties()
        .forEach(header -> {
          fields(Part.HEADER, where, header.getValue());
          if (!header.getValue().has("schema") || !header.getValue().has("description")) {
            find(where, "the header '%s' is not described".formatted(header.getKey()));
          }
        });
    content(where, answer);
    if (status.matches("[45]..")) {
      error(where, answer, operation);
    }
  }

  /// A problem document; or what success is, too: what is down is what was asked for.
  private void error(String where, JsonNode answer, Operation operation) {
    var success = resolved(operation.node().path("responses").path("200")).path("content");
    var types = answer.path("content").propertyStream().map(Map.Entry::getKey).toList();
    if (!types.equals(List.of("application/problem+json"))
        && !answer.path("content").equals(success)) {
      find(where, "is not application/problem+json");
    }
  }

  private void content(String where, JsonNode owner) {
    owner
        .path("content")
        .properties()
        .forEach(type -> {
          fields(Part.MEDIA_TYPE, where, type.getValue());
          if (!type.getValue().has("schema")) {
            find(where, type.getKey() + " has no schema");
          }
        });
  }

  private void tags() {
    var declared =
        document.path("tags").valueStream().map(tag -> tag.path("name").asText()).toList();
    var used =
        api.operations()
            .flatMap(one -> one.node().path("tags").valueStream())
            .map(JsonNode::asText)
            .collect(Collectors.toSet());
    if (!used.equals(Set.copyOf(declared))) {
      find("tags", "declared are %s, and used are %s".formatted(declared, used));
    }
  }

  private void components() {
    var references = Set.copyOf(document.findValuesAsText("$ref"));
    references.stream()
        .filter(reference -> !reference.startsWith("#/") || at(reference).isMissingNode())
        .forEach(reference -> find(reference, "leads nowhere"));
    for (var kind : document.path("components").properties()) {
      for (var name : (Iterable<String>) kind.getValue()::fieldNames) {
        var reference = "#/components/" + kind.getKey() + "/" + name;
        if (!kind.getKey().equals("securitySchemes") && !references.contains(reference)) {
          find(reference, "is used nowhere");
        }
      }
    }
  }

  /// Every schema, wherever it stands.
  private static void schemas(String where, JsonNode node, BiConsumer<String, JsonNode> look) {
    if (node.isObject() && isSchema(node)) {
      look.accept(where, node);
    }
    node.properties()
        .forEach(field -> schemas(where + "/" + field.getKey(), field.getValue(), look));
    for (var index = 0; node.isArray() && index < node.size(); index++) {
      schemas(where + "/" + index, node.path(index), look);
    }
  }

  private static boolean isSchema(JsonNode node) {
    var type = node.path("type");
    return type.isArray()
        || Set.of("object", "array", "string", "integer", "number", "boolean")
            .contains(type.asText())
        || node.path("enum").isArray();
  }

  private void schema(String where, JsonNode schema) {
    for (var name : schema.path("required")) {
      if (schema.has("properties") && !schema.path("properties").has(name.asText())) {
        find(where, "requires '%s', which is not described".formatted(name.asText()));
      }
    }
    if (schema.path("enum").isArray()
        && (schema.path("enum").isEmpty()
            || Set.copyOf(schema.path("enum").valueStream().toList()).size()
                < schema.path("enum").size())) {
      find(where, "its choices are none, or stand twice");
    }
    if (schema.path("minimum").asDouble(0) > schema.path("maximum").asDouble(Double.MAX_VALUE)) {
      find(where, "its minimum is beyond its maximum");
    }
    try {
      Pattern.compile(schema.path("pattern").asText());
    } catch (PatternSyntaxException wrong) {
      find(where, "its pattern is none: " + wrong.getDescription());
    }
  }

  private void values(String where, JsonNode schema) {
    values(schema)
        .forEach(value -> {
          for (var problem : api.problems(schema, value)) {
            find(where, "%s is not what it describes: %s".formatted(value, problem));
          }
        });
  }

  private static Stream<JsonNode> values(JsonNode schema) {
    var examples = schema.path("examples").valueStream();
    return schema.has("default")
        ? Stream.concat(examples, Stream.of(schema.path("default")))
        : examples;
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? at(node.path("$ref").asText()) : node;
  }

  private JsonNode at(String reference) {
    return document.at(reference.substring(1));
  }
}
