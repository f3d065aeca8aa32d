package io.codedeveloper.job.toolchain.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class XmlReportsTest {
  @TempDir Path tree;
  Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectories(tree.resolve("module/target/surefire-reports"));
  }

  @Test
  void reportsWrittenByTheRunAreItsResult() throws IOException {
    Files.writeString(folder.resolve("TEST-Old.xml"), report("<testcase classname='O' name='o'/>"));
    XmlReports reports = XmlReports.before(tree);
    Files.writeString(
        folder.resolve("TEST-New.xml"),
        report(
            """
            <testcase classname="a.T" name="good"/>
            <testcase classname="a.T" name="bad"><failure message="x"/><error/></testcase>
            <testcase classname="a.T" name="later"><skipped/></testcase>
            <testcase classname="a.U" name=""><error>text</error></testcase>
            <testcase name="alone"><failure/></testcase>
            """));

    Understood understood = reports.written().orElseThrow();

    assertThat(understood.counts()).contains(new Counts(1, 3, 1));
    assertThat(understood.failures()).containsExactlyInAnyOrder("a.T.bad", "a.U", "alone");
  }

  @Test
  void reportWrittenAgainCounts() throws IOException {
    Path file = folder.resolve("TEST-A.xml");
    Files.writeString(file, report("<testcase classname='A' name='a'/>"));
    XmlReports reports = XmlReports.before(tree);
    Files.writeString(file, report("<testcase classname='A' name='a'><failure/></testcase>"));

    assertThat(reports.written().orElseThrow().failures()).containsExactly("A.a");
  }

  @Test
  void nothingWrittenIsNoResult() throws IOException {
    Files.writeString(folder.resolve("TEST-A.xml"), report(""));

    assertThat(XmlReports.before(tree).written()).isEmpty();
    assertThat(XmlReports.before(tree.resolve("missing")).written()).isEmpty();
  }

  @Test
  void hostileReportsReachNothing() throws IOException {
    Path secret = Files.writeString(tree.resolve("secret"), "password");
    XmlReports reports = XmlReports.before(tree);
    Files.writeString(
        folder.resolve("TEST-Entity.xml"),
        "<!DOCTYPE a [<!ENTITY x SYSTEM '"
            + secret.toUri()
            + "'>]><testsuite><testcase name='n&x;'><failure/></testcase></testsuite>");
    Files.writeString(
        folder.resolve("TEST-Bomb.xml"),
        "<!DOCTYPE a [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><testsuite>&b;</testsuite>");
    Files.writeString(folder.resolve("TEST-Broken.xml"), "<testsuite><testcase");
    Files.writeString(folder.resolve("TEST-Other.xml"), "<html/>");
    Path outside = Files.writeString(tree.resolve("outside.xml"), report("<testcase name='x'/>"));
    Files.createSymbolicLink(folder.resolve("TEST-Link.xml"), outside);

    assertThat(reports.written().map(Understood::toString).orElse("")).doesNotContain("password");
    assertThat(reports.written().map(Understood::counts)).isNotPresent();
  }

  private static String report(String cases) {
    return "<?xml version='1.0'?><testsuite name='s'>" + cases + "</testsuite>";
  }
}
