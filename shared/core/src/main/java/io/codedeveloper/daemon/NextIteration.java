package io.codedeveloper.daemon;

import io.codedeveloper.notification.Notification;
import io.codedeveloper.notification.Notifications;
import io.codedeveloper.project.ProjectId;
import java.util.Optional;

/// Finds the iteration that goes on next, if one does: an interrupted one first, then one whose
/// question was answered, then one whose budget was raised.
public final class NextIteration {
  private final Iterations iterations;
  private final Notifications notifications;

  public NextIteration(Iterations iterations, Notifications notifications) {
    this.iterations = iterations;
    this.notifications = notifications;
  }

  /// Empty when a new iteration shall begin.
  public Optional<Iteration> find(ProjectId project) {
    return unfinishedOrAnswered(project)
        .or(() -> iterations.affordable(project).stream().findFirst());
  }

  /// As [#find(ProjectId)], if these were the project's settings.
  public Optional<Iteration> find(ProjectId project, ProjectSettings settings) {
    var limit = settings.budgets().perPriority();
    return unfinishedOrAnswered(project)
        .or(() -> iterations.affordable(project, limit).stream().findFirst());
  }

  private Optional<Iteration> unfinishedOrAnswered(ProjectId project) {
    return iterations.unfinished(project).stream().findFirst().or(() -> answered(project));
  }

  /// True when a question is open.
  public boolean questionOpen(ProjectId project) {
    return iterations.waiting(project).stream()
        .filter(one -> one.overBudget().isEmpty())
        .anyMatch(one -> answer(project, one).isEmpty());
  }

  private Optional<Iteration> answered(ProjectId project) {
    return iterations.waiting(project).stream()
        .filter(one -> one.overBudget().isEmpty() && answer(project, one).isPresent())
        .findFirst();
  }

  /// What the user answered to the iteration's question.
  public Optional<String> answer(ProjectId project, Iteration iteration) {
    return iteration
        .question()
        .flatMap(id -> notifications.get(project, id))
        .flatMap(Notification::response);
  }
}
