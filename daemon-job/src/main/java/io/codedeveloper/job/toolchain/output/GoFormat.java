package io.codedeveloper.job.toolchain.output;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `go test`: a line per package; without `-v` it does not say how many tests passed.
final class GoFormat implements Format {
  @Override
  public Optional<Understood> read(List<String> lines) {
    int passed = 0;
    int skipped = 0;
    int failed = 0;
    boolean any = false;
    List<String> ofPackage = new ArrayList<>();
    Set<String> failures = new LinkedHashSet<>();
    for (String line : lines) {
      String text = line.strip();
      if (text.startsWith("--- FAIL: ")) {
        failed++;
        ofPackage.add(text.substring("--- FAIL: ".length()).split(" ", 2)[0]);
      } else if (text.startsWith("--- PASS: ")) {
        passed++;
      } else if (text.startsWith("--- SKIP: ")) {
        skipped++;
      } else if (line.startsWith("FAIL\t") || line.startsWith("ok  \t")) {
        any = true;
        String name = line.substring(line.indexOf('\t') + 1).split("[ \t]", 2)[0];
        ofPackage.forEach(test -> failures.add(name + "." + test));
        if (line.startsWith("FAIL") && ofPackage.isEmpty()) {
          failures.add(name);
        }
        ofPackage.clear();
      }
    }
    if (!any) {
      return Optional.empty();
    }
    return Optional.of(
        passed > 0
            ? Understood.of(passed, failed, skipped, failures)
            : new Understood(Optional.empty(), failures));
  }
}
