package io.codedeveloper.simulation.mutant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.function.Function;

/// Loads product and simulation anew, with a mutant's changes in them; libraries are shared.
final class MutantLoader extends ClassLoader {
  private static final String OURS = "io.codedeveloper.";

  private final Mutant mutant;

  MutantLoader(Mutant mutant) {
    super(MutantLoader.class.getClassLoader());
    this.mutant = mutant;
  }

  /// The simulation around the mutant: seed to what it found wrong.
  Function<Long, List<String>> simulation() {
    try {
      var type = Class.forName("io.codedeveloper.simulation.Simulation", true, this);
      var handle =
          MethodHandles.publicLookup()
              .findStatic(type, "wrong", MethodType.methodType(List.class, long.class));
      return seed -> wrong(handle, seed);
    } catch (ReflectiveOperationException broken) {
      throw new IllegalStateException(broken);
    }
  }

  @SuppressWarnings("unchecked")
  private static List<String> wrong(MethodHandle simulation, long seed) {
    try {
      return (List<String>) simulation.invoke(seed);
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      var loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      return name.startsWith(OURS) ? define(name) : super.loadClass(name, resolve);
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    var path = name.replace('.', '/') + ".class";
    try (var in = getParent().getResourceAsStream(path)) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      var bytes = changed(name, in.readAllBytes());
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] changed(String name, byte[] original) {
    var format = ClassFile.of();
    var bytes = original;
    for (var change : mutant.transforms(name)) {
      bytes = format.transformClass(format.parse(bytes), change);
    }
    return bytes;
  }
}
