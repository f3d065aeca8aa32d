package io.codedeveloper.roadmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.roadmap.NextPriority.Next;
import io.codedeveloper.roadmap.NextPriority.NothingToDo;
import io.codedeveloper.roadmap.NextPriority.NothingUnderstood;
import io.codedeveloper.testing.FaultRow;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoadmapSelectorTest {
  @Test
  void theSectionThatPutsPrioritiesFirstDecides() {
    var next =
        next(
            """
            ## TOP PRIORITY (start here)
            Done: US-3. Then US-4, and **US-2** too.
            ```
            US-1
            ```
            ### US-1: A 📝 Planned
            ### US-2: B 🔄 In Progress
            ### US-3: C ✅ Complete
            ### US-4: D ⏸️ Blocked
            """);
    assertThat(next.priority().id().text()).isEqualTo("US-2");
    assertThat(next.why()).contains("puts US-2 first");
    assertThat(next.skipped().stream().map(one -> one.priority().id() + " " + one.whyNot()))
        .containsExactly("US-3 is complete", "US-4 is blocked");
  }

  @Test
  void aSectionWithoutNamesPutsThePriorityItBeginsWithFirst() {
    assertThat(
            next("### US-1: A 📝 Planned\n## CURRENT PRIORITY\ntext\n### US-2: B 📝 Planned\n### US-3: C 📝 Planned")
                .priority()
                .id()
                .text())
        .isEqualTo("US-2");
  }

  @Test
  void anIdInThePrioritysTitleLeadsToIt() {
    var next =
        next(
            "## Current priority\nUS-047\n\n### PRIORITY 1: A 📝 Planned\n### PRIORITY 12: US-047 - B 📝 Planned");
    assertThat(next.priority().id().text()).isEqualTo("PRIORITY 12");
  }

  @Test
  void whatIsAskedForByNameMustBeOpenAndItsDependenciesComplete() {
    var roadmap =
        new RoadmapParser()
            .parse(
                "### US-1: A ✅ Complete\n### US-2: B 🔄 In Progress\n### US-3: C 📝 Planned\n**Depends on**: US-2\n");

    assertThat(roadmap.priorities())
        .extracting(one -> RoadmapSelector.whyNotEvenIfAsked(roadmap, one).orElse("may start"))
        .containsExactly(
            "is complete; change its status in the roadmap to have it done again",
            "may start",
            "depends on US-2, which is in progress");
  }

  @Test
  void workInProgressThatNothingPutsFirstIsLeftToWhoeverDoesIt() {
    assertThat(
            next("### US-1: A 🔄 In Progress\n### US-2: B 📝 Planned")
                .skipped()
                .getFirst()
                .whyNot())
        .isEqualTo("is in progress already");
  }

  @Test
  @FaultRow("R11")
  void dependenciesMustBeComplete() {
    var next =
        next(
            """
            ### US-1: A 📝 Planned
            **Depends on**: US-2
            ### US-2: B 🔄 In Progress
            ### US-3: C 📝 Planned
            **Blocked by**: the vendor
            ### US-4: D 📝 Planned
            **Dependencies**: US-99
            ### US-5: E 📝 Planned
            **Dependency**: after all other priorities
            ### US-6: F 📝 Planned
            **Status**: 📝 Planned - CRITICAL (Depends on US-7)
            ### US-7: G 🚧 Manual Review Required
            ### US-8: H 📝 Backlog
            ### US-9: I
            ### US-10: J 📝 Planned
            **Dependencies**: None (can start after US-1)
            """);
    assertThat(next.priority().id().text()).isEqualTo("US-10");
    assertThat(next.skipped().stream().map(one -> one.priority().id() + " " + one.whyNot()))
        .containsExactly(
            "US-1 depends on US-2, which is in progress",
            "US-2 is in progress already",
            "US-3 is blocked by the vendor",
            "US-4 depends on US-99, which is not in the roadmap",
            "US-5 comes after all others, and US-1 is planned",
            "US-6 depends on US-7, which is waiting for a manual review",
            "US-7 needs a manual review",
            "US-8 has the status “📝 Backlog”",
            "US-9 has no status that says it may be started");
  }

  @Test
  void everyBearerOfAnIdMustBeComplete() {
    var text =
        "### US-1: A ✅ Complete\n### US-1: B %s\n### US-2: C 📝 Planned\n**Depends on**: US-1\n### US-3: D 📝 Planned";
    assertThat(next(text.formatted("❌ Cancelled")).priority().id().text()).isEqualTo("US-3");
    assertThat(next(text.formatted("✅ Complete")).priority().id().text()).isEqualTo("US-2");
  }

  @Test
  void theCallersRecordsCanHoldAPriorityBack() {
    var roadmap = Roadmaps.parse("### US-1: A 📝 Planned\n### US-2: B 📝 Planned");
    Eligibility records =
        one ->
            one.key().equals("US-1") ? Optional.of("has an open pull request") : Optional.empty();
    var next = (Next) new RoadmapSelector(records).next(roadmap);
    assertThat(next.priority().key()).isEqualTo("US-2");
    assertThat(next.skipped().getFirst().whyNot()).isEqualTo("has an open pull request");
  }

  @Test
  void nothingToDoIsNotNothingUnderstood() {
    assertThat(Roadmaps.next(Roadmaps.parse("### US-1: A ✅ Complete")))
        .isInstanceOfSatisfying(
            NothingToDo.class,
            it -> assertThat(it.why()).isEqualTo("the only priority is complete"));
    assertThat(Roadmaps.next(Roadmaps.parse("### US-1: A ⏸️ Blocked")))
        .isInstanceOfSatisfying(
            NothingToDo.class,
            it ->
                assertThat(it.why())
                    .isEqualTo(
                        "the only priority that is not complete cannot be started (US-1: is blocked)"));
    assertThat(Roadmaps.next(Roadmaps.parse("### US-1: A 📝 Planned\n<<<<<<< ours\n")))
        .isInstanceOf(NothingUnderstood.class);
    assertThat(Roadmaps.next(Roadmaps.parse("### US-1: A\n")))
        .isInstanceOf(NothingUnderstood.class);
    assertThat(Roadmaps.next(Roadmaps.parse("# Notes\n")))
        .isInstanceOfSatisfying(
            NothingUnderstood.class, it -> assertThat(it.problems()).isNotEmpty());
  }

  @Test
  void thePartsOfATaskComeBeforeIt() {
    assertThat(next("- [ ] 1. A\n  - [x] 1.1 B\n  - [ ] 1.2 C\n").skipped().getFirst().whyNot())
        .isEqualTo("its part 1.2 comes first");
    assertThat(next("- [ ] 1. A\n  - [x] 1.1 B\n  - [ ]* 1.2 C\n").priority().id().text())
        .isEqualTo("1");
    assertThat(
            ((NothingToDo) Roadmaps.next(Roadmaps.parse("- [x] 1. A\n  - [ ]* 1.1 B\n")))
                .skipped()
                .getLast()
                .whyNot())
        .isEqualTo("is marked as optional (*)");
  }

  @Test
  void whatComesAfterAllOthersWaitsForThem() {
    var text =
        "### US-1: A 📝 Planned\n**Dependency**: after all other priorities\n### US-2: B %s\n### US-3: C 📝 Planned\n**Dépendance** : après tous les autres\n";
    assertThat(next(text.formatted("✅ Complete")).priority().id().text()).isEqualTo("US-1");
    assertThat(
            ((NothingToDo) Roadmaps.next(Roadmaps.parse(text.formatted("🔄 In Progress"))))
                .skipped()
                .getLast()
                .whyNot())
        .isEqualTo("comes after all others, and US-2 is in progress");
  }

  @Test
  void aSectionMayNameAPriorityTwiceOrOneThatIsNotThere() {
    assertThat(
            next("## TOP PRIORITY\nUS-1, US-9, PRIORITY 1, US-1\n### PRIORITY 1: US-1 - A ⏸️ Blocked\n### US-2: B 📝 Planned\n")
                .skipped())
        .hasSize(1);
  }

  @Test
  void theReasonNamesTheStateOfTheDependency() {
    assertThat(
            next(
                    "### US-1: A 📝 Planned\n**Depends on**: US-2\n### US-2: B ⏸️ Blocked\n**Blocked by**: lawyers\n### US-3: C 📝 Planned\n")
                .skipped()
                .stream()
                .map(NextPriority.Skipped::whyNot))
        .containsExactly("depends on US-2, which is blocked", "is blocked by lawyers");
  }

  private static Next next(String text) {
    var next = Roadmaps.next(Roadmaps.parse(text));
    assertThat(next).isInstanceOf(Next.class);
    return (Next) next;
  }
}
