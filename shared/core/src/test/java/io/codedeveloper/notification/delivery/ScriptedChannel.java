package io.codedeveloper.notification.delivery;

import io.codedeveloper.notification.Notification;
import io.codedeveloper.project.ProjectId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/// A channel whose other side does what the test says, and in the end takes everything.
public final class ScriptedChannel implements Channel {
  /// Under which id each came.
  public final List<String> received = new ArrayList<>();

  public boolean isSetUp = true;
  private final String name;
  private final Deque<Supplier<Receipt>> script = new ArrayDeque<>();

  public ScriptedChannel(String name) {
    this.name = name;
  }

  /// What happens at the next tries.
  public void next(Receipt... receipts) {
    Arrays.stream(receipts).forEach(receipt -> script.add(() -> receipt));
  }

  /// What happens while the next one is under way.
  public void during(Supplier<Receipt> event) {
    script.add(event);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean takes(Notification notification) {
    return isSetUp && notification.level() != Notification.Level.LOW;
  }

  @Override
  public Receipt send(ProjectId project, Notification notification, String id) {
    received.add(id);
    var next = script.poll();
    return next == null ? new Receipt.Taken() : next.get();
  }
}
