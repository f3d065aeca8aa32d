package io.codedeveloper.job.host;

import io.codedeveloper.platform.CollectionPath;
import io.codedeveloper.platform.Document;
import io.codedeveloper.platform.DocumentPath;
import io.codedeveloper.platform.DocumentStore;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.Query;
import io.codedeveloper.platform.Transaction;
import io.codedeveloper.platform.UserErrorException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Pull requests as documents of the store, for remotes whose host has none:
/// `projects/{project}/pullRequests/{number}`.
///
/// As on GitHub, a head branch has at most one open pull request.
public final class LocalGitHost implements GitHost {
  private static final String HEADS = "openByHead";
  private static final String LAST = "lastNumber";

  /// So that a document stays below its limit of 1 MiB.
  private static final int LONGEST_TEXT = 60_000;

  private static final int MOST_COMMENTS = 10;

  private final DocumentStore store;
  private final DocumentPath project;
  private final CollectionPath pullRequests;
  private final DocumentPath numbers;
  private final Clock clock;

  public LocalGitHost(DocumentStore store, String project, Clock clock) {
    this.store = store;
    this.project = DocumentPath.of("projects", project);
    this.pullRequests = this.project.collection("pullRequests");
    this.numbers = this.project.child("counters", "pullRequests");
    this.clock = clock;
  }

  @Override
  public List<PullRequest> find(String headBranch) {
    return all("headBranch", headBranch).stream().map(LocalGitHost::pullRequest).toList();
  }

  @Override
  public List<Marked> findOpenByMarker(String start) {
    return all("state", name(PullRequest.State.OPEN)).reversed().stream()
        .map(found -> new Marked(found.fields().requireText("marker"), pullRequest(found)))
        .filter(found -> found.marker().startsWith(start))
        .toList();
  }

  @Override
  public Creation create(NewPullRequest request) {
    return store.transact(transaction -> {
      var counters = counters(transaction);
      var open = counters.fields(HEADS).number(request.headBranch());
      if (open.isPresent()) {
        return new Creation.Existing(pullRequest(require(transaction, open.get())));
      }
      var number = counters.number(LAST, 0) + 1;
      var fields = fields(request, number);
      transaction.create(path(number), fields);
      transaction.put(
          numbers,
          counters
              .with(LAST, number)
              .with(HEADS, counters.fields(HEADS).with(request.headBranch(), number)));
      return new Creation.Made(pullRequest(fields));
    });
  }

  /// Keeps the last ten comments.
  @Override
  public void comment(PullRequest pullRequest, String text) {
    change(
        pullRequest.number(),
        fields -> {
          var comments = new ArrayList<@Nullable Object>();
          if (fields.asMap().get("comments") instanceof List<?> before) {
            comments.addAll(before);
          }
          Map<String, Object> comment = new LinkedHashMap<>();
          comment.put("at", clock.instant());
          comment.put("text", bounded(text));
          comments.add(comment);
          var from = Math.max(0, comments.size() - MOST_COMMENTS);
          return fields.with("comments", comments.subList(from, comments.size()));
        });
  }

  @Override
  public void close(PullRequest pullRequest) {
    store.transact(transaction -> {
      var document = require(transaction, pullRequest.number());
      return pullRequest(document).state() == PullRequest.State.OPEN
          ? changed(transaction, document, PullRequest.State.CLOSED)
          : pullRequest(document);
    });
  }

  /// Records that somebody merged it.
  ///
  /// @throws UserErrorException when there is none of this number, or it was closed without being
  ///   merged
  public PullRequest merge(long number) {
    return setState(number, PullRequest.State.MERGED);
  }

  /// One pull request by its number.
  public Optional<PullRequest> get(long number) {
    return store.get(path(number)).map(LocalGitHost::pullRequest);
  }

  /// Records what became of it: merged, closed, or open again. A merged one stays merged; the same
  /// state again changes nothing.
  ///
  /// @throws UserErrorException when there is none of this number, or the change is impossible
  public PullRequest setState(long number, PullRequest.State state) {
    return store.transact(transaction -> {
      var document = require(transaction, number);
      var before = pullRequest(document);
      if (before.state() == state) {
        return before;
      }
      var openAgain =
          before.state() == PullRequest.State.CLOSED
              && state == PullRequest.State.OPEN
              && !counters(transaction).fields(HEADS).has(before.headBranch());
      if (before.state() != PullRequest.State.OPEN && !openAgain) {
        throw new UserErrorException(
            "Pull request %s is %s and cannot become %s."
                .formatted(before.url(), name(before.state()), name(state)));
      }
      return changed(transaction, document, state);
    });
  }

  private PullRequest changed(Transaction transaction, Document document, PullRequest.State state) {
    var counters = counters(transaction);
    var open = state == PullRequest.State.OPEN;
    var head = document.fields().requireText("headBranch");
    var heads = counters.fields(HEADS);
    var fields =
        document
            .fields()
            .with("state", name(state))
            .with("closedAt", open ? null : clock.instant());
    transaction.put(document.path(), fields);
    transaction.put(
        numbers,
        counters.with(
            HEADS, open ? heads.with(head, fields.number("number", 0)) : heads.without(head)));
    return pullRequest(fields);
  }

  private Fields counters(Transaction transaction) {
    return transaction.get(numbers).map(Document::fields).orElse(Fields.empty());
  }

  private void change(long number, Change change) {
    store.transact(transaction -> {
      var document = require(transaction, number);
      transaction.put(document.path(), change.of(document.fields()));
      return document.path();
    });
  }

  private Document require(Transaction transaction, long number) {
    return transaction
        .get(path(number))
        .orElseThrow(() ->
            new UserErrorException(
                "Project '%s' has no pull request %d.".formatted(project.id(), number)));
  }

  private List<Document> all(String field, String value) {
    var found = new ArrayList<Document>();
    var query = Query.of(pullRequests, "number").whereEqual(field, value).descending().limit(100);
    var page = store.query(query);
    found.addAll(page.items());
    while (page.nextCursor().isPresent()) {
      page = store.query(query.after(page.nextCursor().get()));
      found.addAll(page.items());
    }
    return found;
  }

  private Fields fields(NewPullRequest request, long number) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("number", number);
    values.put("url", "local://%s/pull/%d".formatted(project.id(), number));
    values.put("title", request.title());
    values.put("body", bounded(request.body()));
    values.put("headBranch", request.headBranch());
    values.put("baseBranch", request.baseBranch());
    values.put("state", name(PullRequest.State.OPEN));
    values.put("draft", request.draft());
    values.put("marker", request.marker());
    values.put("createdAt", clock.instant());
    return Fields.of(values);
  }

  private DocumentPath path(long number) {
    return pullRequests.document(String.valueOf(number));
  }

  private static PullRequest pullRequest(Document document) {
    return pullRequest(document.fields());
  }

  private static PullRequest pullRequest(Fields fields) {
    return new PullRequest(
        fields.number("number", 0),
        fields.requireText("url"),
        fields.requireText("headBranch"),
        fields.requireText("title"),
        PullRequest.State.valueOf(fields.requireText("state").toUpperCase(Locale.ROOT)),
        fields.flag("draft"),
        Optional.empty());
  }

  private static String name(PullRequest.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static String bounded(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "\n…";
  }

  @FunctionalInterface
  private interface Change {
    Fields of(Fields before);
  }
}
