package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.google.GoogleCloud;
import io.codedeveloper.cli.google.Policy;
import io.codedeveloper.cli.program.Questions.Pending;
import io.codedeveloper.platform.TransientException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// Many questions to Google Cloud, of which a few are asked at a time: each is a program.
final class AuditQuestions {
  private static final int AT_A_TIME = 6;

  private final Semaphore turns = new Semaphore(AT_A_TIME);
  private final Site site;

  AuditQuestions(Site site) {
    this.site = site;
  }

  GoogleCloud google() {
    return site.neededGoogle();
  }

  /// Asks when it is its turn, and returns at once.
  <T> Pending<T> ask(Function<GoogleCloud, T> question) {
    return site.google(cloud -> {
      try {
        turns.acquire();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new TransientException("nobody waited for the answer", stopped);
      }
      try {
        return question.apply(cloud);
      } finally {
        turns.release();
      }
    });
  }

  /// Asks who may do what.
  ///
  /// @param words of the command
  Pending<Policy> policy(String... words) {
    return ask(cloud -> new Policy(cloud.one(words)));
  }

  /// Waits for the answer to one of several questions.
  static <K, T> T answer(Map<K, Pending<T>> asked, K about) {
    return Optional.ofNullable(asked.get(about)).orElseThrow().get();
  }
}
