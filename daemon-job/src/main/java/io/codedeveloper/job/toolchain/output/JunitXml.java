package io.codedeveloper.job.toolchain.output;

import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// One report in JUnit's XML; entities and document types are not looked at, the file may be
/// hostile.
final class JunitXml {
  private JunitXml() {}

  /// @return empty when it is not such a report
  static Optional<Understood> read(InputStream input) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      return new Reading(factory.createXMLStreamReader(input)).all();
    } catch (XMLStreamException e) {
      return Optional.empty();
    }
  }

  private static final class Reading {
    private final XMLStreamReader xml;
    private final Set<String> failures = new LinkedHashSet<>();
    private int tests;
    private int failed;
    private int skipped;
    private boolean suite;
    private String current = "";
    private boolean currentCounted;

    Reading(XMLStreamReader xml) {
      this.xml = xml;
    }

    Optional<Understood> all() throws XMLStreamException {
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT) {
          element(xml.getLocalName());
        }
      }
      return suite
          ? Optional.of(Understood.of(tests - failed - skipped, failed, skipped, failures))
          : Optional.empty();
    }

    private void element(String name) {
      switch (name) {
        case "testsuite", "testsuites" -> suite = true;
        case "testcase" -> {
          tests++;
          current = testName();
          currentCounted = false;
        }
        case "failure", "error" -> {
          failures.add(current);
          failed += currentCounted ? 0 : 1;
          currentCounted = true;
        }
        case "skipped" -> {
          skipped += currentCounted ? 0 : 1;
          currentCounted = true;
        }
        default -> {}
      }
    }

    private String testName() {
      String type = xml.getAttributeValue(null, "classname");
      String method = xml.getAttributeValue(null, "name");
      if (type == null || type.isEmpty()) {
        return method == null ? "" : method;
      }
      return method == null || method.isEmpty() ? type : type + "." + method;
    }
  }
}
