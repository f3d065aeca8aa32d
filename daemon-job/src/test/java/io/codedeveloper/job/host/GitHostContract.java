package io.codedeveloper.job.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.codedeveloper.job.host.GitHost.Creation;
import io.codedeveloper.job.host.GitHost.Marked;
import io.codedeveloper.job.host.GitHost.NewPullRequest;
import io.codedeveloper.job.host.PullRequest.State;
import io.codedeveloper.testing.FaultRow;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every Git host does, whoever keeps its pull requests.
public abstract class GitHostContract<H extends GitHostHarness> {
  static final String BRANCH = "code-developer/us-1";
  static final String MARKER = "<!-- code-developer project us-1 -->";

  H harness;
  GitHost host;

  protected abstract H harness() throws Exception;

  @BeforeEach
  final void open() throws Exception {
    harness = harness();
    host = harness.host();
  }

  @AfterEach
  final void close() {
    harness.close();
  }

  @Test
  void whatWasMadeIsFoundAsItWasMade() {
    var made = made(BRANCH, MARKER);

    assertThat(made.number()).isPositive();
    assertThat(made.url()).endsWith("/pull/" + made.number());
    assertThat(made)
        .extracting(PullRequest::headBranch, PullRequest::title, PullRequest::state)
        .containsExactly(BRANCH, "Add a greeting", State.OPEN);
    assertThat(made.draft()).isTrue();
    assertThat(host.find(BRANCH)).containsExactly(made);
    assertThat(host.find("code-developer/us")).isEmpty();
    assertThat(host.find("us-1")).isEmpty();
  }

  @Test
  @FaultRow({"P12", "P13"})
  void branchHasAtMostOneOpenPullRequest() {
    var first = made(BRANCH, MARKER);

    assertThat(host.create(request(BRANCH, MARKER))).isEqualTo(new Creation.Existing(first));
    assertThat(host.find(BRANCH)).containsExactly(first);
  }

  @Test
  @FaultRow({"P12", "P18", "P19"})
  void pullRequestsAreFoundInEveryStateNewestFirst() {
    var closed = made(BRANCH, MARKER).number();
    harness.closeByHand(closed);
    var merged = made(BRANCH, MARKER).number();
    harness.merge(merged);
    harness.branch(BRANCH);
    var open = made(BRANCH, MARKER).number();

    assertThat(host.find(BRANCH))
        .extracting(PullRequest::number, PullRequest::state)
        .containsExactly(
            tuple(open, State.OPEN), tuple(merged, State.MERGED), tuple(closed, State.CLOSED));
  }

  @Test
  void openOnesAreFoundByTheBeginningOfTheirMarkerOldestFirst() {
    var first = made("a", "<!-- code-developer one us-1 -->");
    made("b", "<!-- code-developer two us-1 -->");
    var third = made("c", "<!-- code-developer one us-2 -->");
    var merged = made("d", "<!-- code-developer one us-3 -->");
    var closed = made("e", "<!-- code-developer one us-4 -->");
    harness.merge(merged.number());
    harness.closeByHand(closed.number());

    assertThat(host.findOpenByMarker("<!-- code-developer one "))
        .containsExactly(
            new Marked("<!-- code-developer one us-1 -->", first),
            new Marked("<!-- code-developer one us-2 -->", third));
    assertThat(host.findOpenByMarker("<!-- nobody -->")).isEmpty();
  }

  @Test
  void markerOfAnotherBranchIsFoundWithThatBranch() {
    var elsewhere = made("renamed-by-a-person", MARKER);

    assertThat(host.find(BRANCH)).isEmpty();
    assertThat(host.findOpenByMarker(MARKER)).containsExactly(new Marked(MARKER, elsewhere));
  }

  @Test
  void markerSurvivesABodyThatIsTooLong() {
    harness.branch(BRANCH);
    var request = new NewPullRequest(BRANCH, "main", "Long", "x".repeat(100_000), MARKER, false);

    assertThat(host.create(request)).isInstanceOf(Creation.Made.class);
    assertThat(host.findOpenByMarker(MARKER)).hasSize(1);
  }

  @Test
  void aMarkerInTheTextIsNoMarker() {
    harness.branch(BRANCH);
    var text = "Why.\n\n<!-- code-developer project us-2 -->\n\nHow.";
    host.create(new NewPullRequest(BRANCH, "main", "Two", text, MARKER, false));

    assertThat(host.findOpenByMarker("<!-- code-developer project "))
        .extracting(Marked::marker)
        .containsExactly(MARKER);
  }

  @Test
  void listingsLongerThanOnePageAreComplete() {
    var made =
        LongStream.rangeClosed(1, 101)
            .map(number -> made("branch-" + number, MARKER).number())
            .boxed()
            .toList();

    assertThat(host.findOpenByMarker(MARKER))
        .extracting(found -> found.pullRequest().number())
        .containsExactlyElementsOf(made);
  }

  @Test
  @FaultRow("P15")
  void closedIsNotOpenAndClosingAgainChangesNothing() {
    var made = made(BRANCH, MARKER);
    host.close(made);
    host.close(made);

    assertThat(host.find(BRANCH)).extracting(PullRequest::state).containsExactly(State.CLOSED);
    assertThat(host.findOpenByMarker(MARKER)).isEmpty();
  }

  @Test
  @FaultRow("P18")
  void mergedStaysMergedWhenItIsClosed() {
    var made = made(BRANCH, MARKER);
    harness.merge(made.number());
    host.close(made);

    assertThat(host.find(BRANCH)).extracting(PullRequest::state).containsExactly(State.MERGED);
  }

  @Test
  void closedOneThatSomebodyOpensAgainIsTheOneOfItsBranch() {
    var made = made(BRANCH, MARKER);
    harness.closeByHand(made.number());
    harness.reopen(made.number());

    assertThat(host.find(BRANCH)).containsExactly(made);
    assertThat(host.findOpenByMarker(MARKER)).containsExactly(new Marked(MARKER, made));
    assertThat(host.create(request(BRANCH, MARKER))).isEqualTo(new Creation.Existing(made));
  }

  @Test
  void commentsAreKeptInTheirOrderWhateverTheState() {
    var made = made(BRANCH, MARKER);
    host.comment(made, "One.\nMore of it.");
    host.close(made);
    host.comment(made, "Two: ä 🚀");

    assertThat(harness.comments(made.number())).containsExactly("One.\nMore of it.", "Two: ä 🚀");
  }

  final PullRequest made(String branch, String marker) {
    harness.branch(branch);
    return ((Creation.Made) host.create(request(branch, marker))).pullRequest();
  }

  static NewPullRequest request(String branch, String marker) {
    return new NewPullRequest(branch, "main", "Add a greeting", "Why and how.", marker, true);
  }
}
