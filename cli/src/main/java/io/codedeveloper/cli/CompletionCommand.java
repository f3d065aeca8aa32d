package io.codedeveloper.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Prints what makes a shell complete this program's commands and options.
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a script that makes the shell complete commands and options. Try it with",
      "  source <(project-manager completion bash)",
      "and keep it by putting that line into ~/.bashrc or ~/.zshrc."
    })
final class CompletionCommand implements Callable<Integer> {
  /// An option of the whole shell: with it no alias, of whatever program, is completed as what it
  /// stands for.
  private static final String NO_ALIASES =
      """
        # Make alias a distinct command for completion purposes when using zsh (see [4])
        setopt COMPLETE_ALIASES
      """;

  private final Surroundings with;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
  private Shell shell = Shell.BASH;

  CompletionCommand(Surroundings with) {
    this.with = with;
  }

  /// The shells that are known.
  private enum Shell {
    BASH,
    ZSH;

    /// As it is typed and completed.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public Integer call() {
    var root = spec.root().commandLine();
    // The script itself asks which of the two shells reads it.
    var script = AutoComplete.bash(root.getCommandName(), root).replace(NO_ALIASES, "");
    var out = with.console().resultStream();
    out.println("# project-manager completion " + shell);
    out.print(script);
    out.flush();
    return ExitCode.DONE;
  }
}
