package io.codedeveloper.cli.person;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A person at a terminal who does what they were told before.
public final class ScriptedPerson implements Person {
  private final Deque<UnaryOperator<String>> edits = new ArrayDeque<>();
  private final Deque<String> answers = new ArrayDeque<>();
  private final Deque<Runnable> pauses = new ArrayDeque<>();
  private final Deque<Runnable> thoughts = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();
  private final List<String> editors = new ArrayList<>();
  private final List<Duration> waited = new ArrayList<>();
  private boolean piped;

  /// The next time an editor is open, does this to the text.
  public ScriptedPerson edits(UnaryOperator<String> change) {
    edits.add(change);
    return this;
  }

  /// The next question is answered so.
  public ScriptedPerson answers(String text) {
    answers.add(text);
    return this;
  }

  /// This happens before the next question is answered.
  public ScriptedPerson thinks(Runnable event) {
    thoughts.add(event);
    return this;
  }

  /// This happens during the next pause; after the last one they want no more.
  public ScriptedPerson meanwhile(Runnable event) {
    pauses.add(event);
    return this;
  }

  /// Something is piped in.
  public ScriptedPerson pipes() {
    piped = true;
    return this;
  }

  public List<String> asked() {
    return asked;
  }

  public List<String> editors() {
    return editors;
  }

  public List<Duration> waited() {
    return waited;
  }

  @Override
  public boolean there() {
    return true;
  }

  @Override
  public Optional<String> answer(String question) {
    asked.add(question);
    Optional.ofNullable(thoughts.poll()).ifPresent(Runnable::run);
    return Optional.ofNullable(answers.poll());
  }

  @Override
  public boolean hasPiped() {
    return piped;
  }

  @Override
  public Optional<String> secret(String question) {
    return answer(question);
  }

  @Override
  public int edit(String editor, Path file) {
    editors.add(editor);
    var change = edits.poll();
    if (change == null) {
      return 127;
    }
    try {
      Files.writeString(file, change.apply(Files.readString(file)));
      return 0;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public boolean pause(Duration duration) {
    waited.add(duration);
    var event = pauses.poll();
    if (event == null) {
      return false;
    }
    event.run();
    return true;
  }
}
