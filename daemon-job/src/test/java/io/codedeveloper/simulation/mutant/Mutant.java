package io.codedeveloper.simulation.mutant;

import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Locale;

/// A safeguard that is taken out of the product's compiled code. The simulation must notice.
public enum Mutant {
  /// Looks for no pull request that is there already.
  NO_LOOK_UP(
      Edit.returning("io.codedeveloper.job.iteration.Proposals", "ofBranch", Mutant::noneOfThem),
      Edit.returning("io.codedeveloper.job.iteration.Proposals", "open", Mutant::nothingKnown)),

  /// Whoever has a fence, even an old one, may write.
  NO_FENCE(
      Edit.replacing(
          "io.codedeveloper.daemon.Leases",
          "lambda$fenced$0",
          "isEmpty",
          code -> code.pop().iconst_0())),

  /// Edits of files replace and remove whatever is there.
  NO_COMPARE_AND_SWAP(
      Edit.replacing(
          "io.codedeveloper.file.Files", "", "write", code -> unconditional(code, "write", true)),
      Edit.replacing(
          "io.codedeveloper.file.Files",
          "",
          "delete",
          code -> unconditional(code, "delete", false))),

  /// Money is counted once it is spent.
  SPEND_CHECKED_AFTER(
      Edit.replacing("io.codedeveloper.budget.Ledger", "reserve", "write", CodeBuilder::pop2),
      Edit.replacing(
          "io.codedeveloper.budget.Ledger",
          "settle",
          "outstanding",
          code -> code.pop2().iconst_1())),

  /// Ticks repair nothing.
  NO_SWEEPER(
      Edit.replacing(
          "io.codedeveloper.daemon.CommandHandler", "tick", "repair", CodeBuilder::pop2)),

  /// A command is applied on paper before it is in truth.
  ACKNOWLEDGE_FIRST(
      Edit.replacing(
          "io.codedeveloper.daemon.CommandHandler",
          "carryOut",
          "effects",
          Mutant::noteThenEffects)),

  /// Steps leave no record of what they did.
  NO_JOURNAL(
      Edit.returning(
          "io.codedeveloper.job.iteration.IterationRunner", "journal", CodeBuilder::return_)),

  /// The conversation with the model is kept nowhere.
  NO_CHECKPOINT(
      Edit.returning("io.codedeveloper.job.iteration.Checkpoints", "save", CodeBuilder::return_)),

  /// A pull request is opened and nobody looks whether another was faster.
  NO_POST_CREATE_CHECK(
      Edit.replacing(
          "io.codedeveloper.job.iteration.PullRequestStep",
          "opened",
          "all",
          code -> none(code.pop2().pop())),
      Edit.replacing(
          "io.codedeveloper.job.iteration.PullRequestStep",
          "opened",
          "closeLate",
          code -> nothing(code.pop2().pop2()))),

  /// Texts leave as they are.
  NO_REDACTION(
      Edit.returning("io.codedeveloper.auth.Redactor", "redact", code -> code.aload(1).areturn())),

  /// A priority is tried for ever.
  NO_LIMIT_OF_ATTEMPTS(
      Edit.replacing(
          "io.codedeveloper.daemon.Priorities",
          "attempt",
          "attempts",
          code -> code.pop().iconst_0()));

  private static final ClassDesc BLOBS = ClassDesc.of("io.codedeveloper.platform.BlobStore");
  private static final ClassDesc HANDLER = ClassDesc.of("io.codedeveloper.daemon.CommandHandler");
  private static final MethodTypeDesc OF_COMMAND =
      MethodTypeDesc.of(
          ConstantDescs.CD_void,
          ClassDesc.of("io.codedeveloper.project.ProjectId"),
          ClassDesc.of("io.codedeveloper.daemon.CommandRecord"));

  private final List<Edit> edits;

  Mutant(Edit... edits) {
    this.edits = List.of(edits);
  }

  /// What is different in a class.
  List<ClassTransform> transforms(String className) {
    return edits.stream()
        .filter(edit -> edit.className().equals(className))
        .map(Edit::change)
        .toList();
  }

  /// How many seeds, from 1 on, it takes to notice; 0 when that many were not enough.
  public int seedsUntilFound(int most) {
    var simulation = new MutantLoader(this).simulation();
    for (var seed = 1; seed <= most; seed++) {
      if (!simulation.apply((long) seed).isEmpty()) {
        return seed;
      }
    }
    return 0;
  }

  /// The name that people read.
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static void none(CodeBuilder code) {
    code.invokestatic(ConstantDescs.CD_List, "of", MethodTypeDesc.of(ConstantDescs.CD_List), true);
  }

  private static void nothing(CodeBuilder code) {
    var optional = ClassDesc.of("java.util.Optional");
    code.invokestatic(optional, "empty", MethodTypeDesc.of(optional));
  }

  private static void noneOfThem(CodeBuilder code) {
    none(code);
    code.areturn();
  }

  private static void nothingKnown(CodeBuilder code) {
    code.invokestatic(ConstantDescs.CD_Map, "of", MethodTypeDesc.of(ConstantDescs.CD_Map), true)
        .areturn();
  }

  /// Has a call of the blob store replace its last argument by "whatever is there".
  private static void unconditional(CodeBuilder code, String method, boolean withContent) {
    var precondition = BLOBS.nested("Precondition");
    var whatever = precondition.nested("None");
    var result = BLOBS.nested("WriteResult");
    var type =
        withContent
            ? MethodTypeDesc.of(
                result, ConstantDescs.CD_String, ConstantDescs.CD_byte.arrayType(), precondition)
            : MethodTypeDesc.of(result, ConstantDescs.CD_String, precondition);
    code.pop()
        .new_(whatever)
        .dup()
        .invokespecial(whatever, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
        .invokeinterface(BLOBS, method, type);
  }

  private static void noteThenEffects(CodeBuilder code) {
    var project = code.allocateLocal(java.lang.classfile.TypeKind.REFERENCE);
    var record = code.allocateLocal(java.lang.classfile.TypeKind.REFERENCE);
    code.astore(record)
        .astore(project)
        .dup()
        .aload(project)
        .aload(record)
        .invokevirtual(HANDLER, "note", OF_COMMAND)
        .aload(project)
        .aload(record)
        .invokevirtual(HANDLER, "effects", OF_COMMAND);
  }
}
