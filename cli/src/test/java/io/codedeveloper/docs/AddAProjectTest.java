package io.codedeveloper.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.codedeveloper.budget.Budget;
import io.codedeveloper.daemon.Desired;
import io.codedeveloper.daemon.Project;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.project.ProjectId;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The document that people are told to write is one that the daemon understands.
final class AddAProjectTest {
  @Test
  void theDocumentOfThePageIsAStoppedProject() {
    var project = new Project(new ProjectId("another"), Fields.of(fields(document())));

    assertThat(project.desired()).isEqualTo(Desired.STOPPED);
    assertThat(project.progress()).isZero();
    var settings = project.settings();
    assertThat(settings.repository()).isEqualTo("https://github.com/you/another");
    assertThat(settings.budgets()).isEqualTo(Budget.DEFAULT);
    assertThat(settings.schedule()).isEqualTo("0 */2 * * *");
  }

  private static JsonObject document() {
    var page = MarkdownPage.of(Path.of("docs/how-to/add-a-project.md"));
    var block = page.blocks().stream().filter(one -> one.language().equals("json")).findFirst();
    var text = String.join("\n", block.orElseThrow().lines());
    return JsonParser.parseString(text).getAsJsonObject();
  }

  /// The values of a document as Firestore's REST interface writes them.
  private static Map<String, Object> fields(JsonObject document) {
    var values = new LinkedHashMap<String, Object>();
    document
        .getAsJsonObject("fields")
        .entrySet()
        .forEach(field -> values.put(field.getKey(), value(field.getValue().getAsJsonObject())));
    return values;
  }

  private static Object value(JsonObject typed) {
    var type = typed.keySet().iterator().next();
    return switch (type) {
      case "stringValue" -> typed.get(type).getAsString();
      case "integerValue" -> Long.valueOf(typed.get(type).getAsString());
      case "doubleValue" -> typed.get(type).getAsDouble();
      case "mapValue" -> fields(typed.getAsJsonObject(type));
      default -> throw new IllegalArgumentException("the page has a value of type " + type);
    };
  }
}
