package io.codedeveloper.reliability.matrix;

import io.codedeveloper.testing.FaultRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What the tests of all modules say that they prove, as they are compiled.
///
/// @param tests by row, `LeasesTest.staleLeaseCannotCommit` for instance
/// @param problems annotations on what is no test, or is not run
public record ProvenRows(SortedMap<String, SortedSet<String>> tests, List<String> problems) {
  private static final List<String> MODULES =
      List.of("shared/core", "shared/local", "functions", "daemon-job", "cli");

  private static final String ROW = FaultRow.class.descriptorString();
  private static final String JUNIT = "Lorg/junit/jupiter/";
  private static final List<String> TESTS =
      List.of(
          JUNIT + "api/Test;",
          JUNIT + "api/RepeatedTest;",
          JUNIT + "api/TestFactory;",
          JUNIT + "params/ParameterizedTest;");
  private static final String DISABLED = JUNIT + "api/Disabled;";

  /// Reads the compiled tests of a checkout.
  public static ProvenRows in(Path checkout) {
    var found = new ProvenRows(new TreeMap<>(), new ArrayList<>());
    for (var module : MODULES) {
      var classes = checkout.resolve(module).resolve("target/test-classes");
      if (Files.isDirectory(classes)) {
        found.readAll(classes);
      }
    }
    return found;
  }

  private void readAll(Path directory) {
    try (var files = Files.walk(directory)) {
      for (var file : files.filter(one -> one.toString().endsWith(".class")).toList()) {
        read(ClassFile.of().parse(file));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void read(ClassModel each) {
    var name = each.thisClass().asInternalName().replaceFirst(".*/", "");
    rows(each).forEach(row -> add(row, name));
    if (rows(each).findAny().isPresent()
        && each.methods().stream().noneMatch(method -> isTest(each, method))) {
      problems.add(name + " names rows and has no test");
    }
    for (var method : each.methods()) {
      var test = name + "." + method.methodName().stringValue();
      rows(method).forEach(row -> add(row, test));
      if (rows(method).findAny().isPresent() && !isTest(each, method)) {
        problems.add(test + " names rows and is no test, or is disabled");
      }
    }
  }

  private void add(String row, String test) {
    tests.computeIfAbsent(row, none -> new TreeSet<>()).add(test);
  }

  private static boolean isTest(ClassModel each, MethodModel method) {
    return annotations(method).anyMatch(one -> TESTS.contains(type(one)))
        && Stream.concat(annotations(each), annotations(method))
            .noneMatch(one -> type(one).equals(DISABLED));
  }

  private static Stream<String> rows(AttributedElement place) {
    return annotations(place)
        .filter(one -> type(one).equals(ROW))
        .flatMap(one -> one.elements().stream())
        .flatMap(element -> ((AnnotationValue.OfArray) element.value()).values().stream())
        .map(value -> ((AnnotationValue.OfString) value).stringValue());
  }

  private static Stream<Annotation> annotations(AttributedElement place) {
    return place.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
        .flatMap(attribute -> attribute.annotations().stream());
  }

  private static String type(Annotation annotation) {
    return annotation.className().stringValue();
  }
}
