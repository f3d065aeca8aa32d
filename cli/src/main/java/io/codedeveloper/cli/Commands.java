package io.codedeveloper.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.codedeveloper.cli.cloud.CloudCommand;
import io.codedeveloper.cli.cloud.ConfigCommand;
import io.codedeveloper.cli.cloud.HealthCommand;
import io.codedeveloper.cli.cloud.RestartCommand;
import io.codedeveloper.cli.cloud.StartCommand;
import io.codedeveloper.cli.cloud.StatusCommand;
import io.codedeveloper.cli.cloud.StopCommand;
import io.codedeveloper.cli.cloud.TokenCommand;
import io.codedeveloper.cli.demo.DemoCommand;
import io.codedeveloper.cli.deploy.CleanupCommand;
import io.codedeveloper.cli.deploy.DeployCommand;
import io.codedeveloper.cli.deploy.ResourcesCommand;
import io.codedeveloper.cli.deploy.RollbackCommand;
import io.codedeveloper.cli.deploy.SetupCommand;
import io.codedeveloper.cli.deploy.UrlsCommand;
import io.codedeveloper.cli.edit.EditCommand;
import io.codedeveloper.cli.history.CostsCommand;
import io.codedeveloper.cli.history.IterationsCommand;
import io.codedeveloper.cli.history.ScheduleCommand;
import io.codedeveloper.cli.inbox.NotificationsCommand;
import io.codedeveloper.cli.inbox.RespondCommand;
import io.codedeveloper.cli.inbox.ViewCommand;
import io.codedeveloper.cli.local.LocalCommand;
import io.codedeveloper.cli.local.ReplayCommand;
import io.codedeveloper.cli.local.RunOnceCommand;
import io.codedeveloper.cli.logs.LogsCommand;
import io.codedeveloper.cli.ops.ActivityCommand;
import io.codedeveloper.cli.ops.BackupVerifyCommand;
import io.codedeveloper.cli.ops.CostReviewCommand;
import io.codedeveloper.cli.ops.DataMaintenanceCommand;
import io.codedeveloper.cli.ops.EmergencyStopCommand;
import io.codedeveloper.cli.ops.HealthCheckCommand;
import io.codedeveloper.cli.ops.IncidentCommand;
import io.codedeveloper.cli.ops.LogReviewCommand;
import io.codedeveloper.cli.ops.OpsCommand;
import io.codedeveloper.cli.ops.RestoreCommand;
import io.codedeveloper.cli.ops.RotateSecretCommand;
import io.codedeveloper.cli.ops.ScaleCommand;
import io.codedeveloper.cli.ops.SecurityAuditCommand;
import io.codedeveloper.cli.ops.WeeklyReviewCommand;
import io.codedeveloper.cli.roadmap.RoadmapCommand;
import io.codedeveloper.cli.roadmap.RoadmapLintCommand;
import io.codedeveloper.cli.roadmap.RoadmapNextCommand;
import io.codedeveloper.cli.roadmap.RoadmapParseCommand;
import io.codedeveloper.cli.up.UpCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;

/// All commands, in the order in which help shows them.
final class Commands {
  private Commands() {}

  static CommandLine of(Surroundings with) {
    var all =
        new CommandLine(new ProjectManager())
            .addSubcommand(
                new CommandLine(new RoadmapCommand())
                    .addSubcommand(new RoadmapParseCommand(with))
                    .addSubcommand(new RoadmapLintCommand(with))
                    .addSubcommand(new RoadmapNextCommand(with)))
            .addSubcommand("status", new StatusCommand(with))
            .addSubcommand(new NotificationsCommand(with))
            .addSubcommand(new RespondCommand(with))
            .addSubcommand(new ViewCommand(with))
            .addSubcommand(new IterationsCommand(with))
            .addSubcommand(new EditCommand(with))
            .addSubcommand(
                new CommandLine(new CloudCommand())
                    .addSubcommand(new StatusCommand(with))
                    .addSubcommand(new StartCommand(with))
                    .addSubcommand(new StopCommand(with))
                    .addSubcommand(new RestartCommand(with))
                    .addSubcommand(new LogsCommand(with))
                    .addSubcommand(new HealthCommand(with))
                    .addSubcommand(new IterationsCommand(with))
                    .addSubcommand(new CostsCommand(with))
                    .addSubcommand(new ScheduleCommand(with))
                    .addSubcommand(new EditCommand(with))
                    .addSubcommand(new TokenCommand(with))
                    .addSubcommand(new ConfigCommand(with))
                    .addSubcommand(new SetupCommand(with))
                    .addSubcommand(new DeployCommand(with))
                    .addSubcommand(new UrlsCommand(with))
                    .addSubcommand(new ResourcesCommand(with))
                    .addSubcommand(new RollbackCommand(with))
                    .addSubcommand(new CleanupCommand(with)))
            .addSubcommand(
                new CommandLine(new OpsCommand())
                    .addSubcommand(new HealthCheckCommand(with))
                    .addSubcommand(new ActivityCommand(with))
                    .addSubcommand(new WeeklyReviewCommand(with))
                    .addSubcommand(new LogReviewCommand(with))
                    .addSubcommand(new CostReviewCommand(with))
                    .addSubcommand(new IncidentCommand(with))
                    .addSubcommand(new RotateSecretCommand(with))
                    .addSubcommand(new ScaleCommand(with))
                    .addSubcommand(new BackupVerifyCommand(with))
                    .addSubcommand(new RestoreCommand(with))
                    .addSubcommand(new DataMaintenanceCommand(with))
                    .addSubcommand(new SecurityAuditCommand(with))
                    .addSubcommand(new EmergencyStopCommand(with)))
            .addSubcommand(
                new CommandLine(new LocalCommand())
                    .addSubcommand(new DemoCommand(with))
                    .addSubcommand(new RunOnceCommand(with))
                    .addSubcommand(new ReplayCommand(with))
                    .addSubcommand(new UpCommand(with)))
            .addSubcommand(new CompletionCommand(with))
            .addSubcommand(new HelpCommand());
    return behaving(all, with);
  }

  private static CommandLine behaving(CommandLine all, Surroundings with) {
    var console = with.console();
    all.setCommandName("project-manager");
    all.setUsageHelpWidth(Math.clamp(console.look().width(), 60, 100));
    all.setColorScheme(
        CommandLine.Help.defaultColorScheme(console.look().colours() ? Ansi.ON : Ansi.OFF));
    all.setCaseInsensitiveEnumValuesAllowed(true);
    all.setAbbreviatedOptionsAllowed(false);
    all.setOut(new PrintWriter(console.resultStream(), true, UTF_8));
    all.setErr(new PrintWriter(new StringWriter()));
    all.setExecutionStrategy(parsed -> {
      GroupOptions.passOn(parsed);
      return new CommandLine.RunLast().execute(parsed);
    });
    all.setParameterExceptionHandler((wrong, arguments) -> new UsageMessage(console).report(wrong));
    all.setExecutionExceptionHandler(
        (failure, command, parsed) -> new Problems(with).report(failure));
    return all;
  }
}
