package timesheet;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Runs every method of every class whose name ends with Test, and reports in the Test Anything Protocol.
final class RunTests {
  private RunTests() {}

  public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
    var tests = tests(Path.of(arguments[0]));
    System.out.println("1.." + tests.size());
    var failed = 0;
    for (var number = 1; number <= tests.size(); number++) {
      var test = tests.get(number - 1);
      var name = test.getDeclaringClass().getSimpleName() + "." + test.getName();
      try {
        test.invoke(test.getDeclaringClass().getDeclaredConstructor().newInstance());
        System.out.println("ok " + number + " - " + name);
      } catch (InvocationTargetException failure) {
        failed++;
        System.out.println("not ok " + number + " - " + name);
        System.out.println("#   " + failure.getCause());
      }
    }
    System.exit(failed == 0 ? 0 : 1);
  }

  private static List<Method> tests(Path classes) throws IOException, ClassNotFoundException {
    var found = new ArrayList<Method>();
    try (var files = Files.list(classes)) {
      var names = files.map(file -> file.getFileName().toString());
      for (var name : names.filter(name -> name.endsWith("Test.class")).sorted().toList()) {
        var type = Class.forName("timesheet." + name.substring(0, name.length() - 6));
        Stream.of(type.getDeclaredMethods())
            .filter(method -> method.getParameterCount() == 0 && !method.isSynthetic())
            .sorted(Comparator.comparing(Method::getName))
            .forEach(found::add);
      }
    }
    return found;
  }
}
