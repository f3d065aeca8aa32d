package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.google.GoogleCloud;
import io.codedeveloper.cli.program.Questions.Pending;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Requests that our functions refused because nobody, or not the right one, had signed their
/// token: from Cloud Run's own log of requests.
final class RefusedRequests {
  /// A person whose token has ended is refused some times.
  private static final double MANY_A_DAY = 100;

  private static final double SECONDS_OF_DAY = 86_400;
  private static final String FILTER =
      "resource.type=\"cloud_run_revision\" logName:\"run.googleapis.com%2Frequests\" httpRequest.status=(401 OR 403)";

  private final GoogleCloud google;
  private final Pending<List<JsonView>> requests;
  private final Instant since;
  private final Instant now;
  private final int hours;

  /// Asks for them.
  RefusedRequests(Site site, GoogleCloud google, Instant since, Instant now) {
    this.google = google;
    this.since = since;
    this.now = now;
    hours = (int) Math.max(1, Duration.between(since, now).plusMinutes(59).toHours());
    requests = site.google(cloud -> cloud.log(FILTER + ours(), hours, LogLine.MOST));
  }

  /// Others may have services in the same project.
  private static String ours() {
    return " resource.labels.service_name=(%s)"
        .formatted(
            Stream.of(DeclaredAccess.CALLED, DeclaredAccess.PUSHED)
                .flatMap(Set::stream)
                .sorted()
                .map("\"%s\""::formatted)
                .collect(Collectors.joining(" OR ")));
  }

  /// Waits for the answer.
  Finding finding() {
    var all = requests.get();
    if (all.isEmpty()) {
      return Finding.fine("refused", "no request (status 401 or 403)");
    }
    var text =
        "%s%d requests (status 401: %d, 403: %d)"
            .formatted(
                all.size() >= LogLine.MOST ? "at least " : "",
                all.size(),
                with(all, 401),
                with(all, 403));
    var next =
        google.line(
            "logging",
            "read",
            FILTER + ours(),
            "--freshness=%dh".formatted(hours),
            "--limit=50",
            "--format=table(timestamp, httpRequest.status, httpRequest.remoteIp, httpRequest.requestUrl)");
    return all.size() / days(all) > MANY_A_DAY
        ? Finding.wrong(
            "refused",
            text + ", more than %.0f a day: does somebody try tokens?".formatted(MANY_A_DAY),
            next,
            "project-manager ops security-audit")
        : Finding.note("refused", text, next);
  }

  /// How long these took; where there are more, since the oldest that was read.
  private double days(List<JsonView> all) {
    var oldest = all.size() >= LogLine.MOST ? WorkedOn.at(all.getLast(), "timestamp") : since;
    return Math.max(1, Duration.between(oldest, now).toSeconds() / SECONDS_OF_DAY);
  }

  private static long with(List<JsonView> all, int status) {
    return all.stream()
        .filter(one -> (int) one.view("httpRequest").number("status") == status)
        .count();
  }
}
