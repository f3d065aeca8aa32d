package io.codedeveloper.simulation.mutant;

import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.function.Consumer;

/// What is different in one compiled class.
record Edit(String className, ClassTransform change) {
  /// The method does nothing but this. @param body ends with a return
  static Edit returning(String className, String method, Consumer<CodeBuilder> body) {
    return new Edit(
        className,
        ClassTransform.transformingMethods(
            it -> it.methodName().equalsString(method),
            (builder, element) -> {
              if (element instanceof CodeModel) {
                builder.withCode(body);
              } else {
                builder.with(element);
              }
            }));
  }

  /// Calls of a method become something else.
  ///
  /// @param inside the method that calls; empty for all of the class
  static Edit replacing(
      String className, String inside, String called, Consumer<CodeBuilder> instead) {
    return new Edit(
        className,
        ClassTransform.transformingMethodBodies(
            it -> inside.isEmpty() || it.methodName().equalsString(inside),
            (code, element) -> {
              if (element instanceof InvokeInstruction call && call.name().equalsString(called)) {
                instead.accept(code);
              } else {
                code.with(element);
              }
            }));
  }
}
