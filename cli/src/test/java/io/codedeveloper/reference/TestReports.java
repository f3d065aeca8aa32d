package io.codedeveloper.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/// What Surefire and Failsafe wrote of a module's tests.
///
/// @param target the module's
record TestReports(Path target) {
  private static final List<String> DIRECTORIES = List.of("surefire-reports", "failsafe-reports");

  /// @param method without parameters
  /// @param why it was skipped; empty for others
  record Case(String method, Result result, String why) {}

  enum Result {
    PASSED,
    FAILED,
    SKIPPED
  }

  /// What became of a class's tests, each invocation for itself; empty when it did not run.
  List<Case> of(String className) throws IOException {
    var cases = new ArrayList<Case>();
    for (var directory : DIRECTORIES) {
      var file = target.resolve(directory).resolve("TEST-" + className + ".xml");
      if (Files.exists(file)) {
        cases.addAll(read(file));
      }
    }
    return cases;
  }

  private static List<Case> read(Path file) throws IOException {
    try {
      var builder = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
      var found = builder.parse(file.toFile()).getElementsByTagName("testcase");
      return Stream.iterate(0, index -> index + 1)
          .limit(found.getLength())
          .map(index -> one((Element) found.item(index)))
          .toList();
    } catch (ParserConfigurationException | SAXException damaged) {
      throw new IOException(file + " is no report of tests: " + damaged.getMessage(), damaged);
    }
  }

  private static Case one(Element test) {
    var method = test.getAttribute("name").replaceFirst("[^\\p{Alnum}_$].*", "");
    var failed =
        Stream.of("failure", "error")
            .anyMatch(kind -> test.getElementsByTagName(kind).getLength() > 0);
    if (failed) {
      return new Case(method, Result.FAILED, "");
    }
    return test.getElementsByTagName("skipped").item(0) instanceof Element skipped
        ? new Case(method, Result.SKIPPED, skipped.getAttribute("message"))
        : new Case(method, Result.PASSED, "");
  }
}
