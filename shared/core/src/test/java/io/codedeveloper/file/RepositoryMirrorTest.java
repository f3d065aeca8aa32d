package io.codedeveloper.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.file.Files.Saving;
import io.codedeveloper.platform.BlobStore;
import io.codedeveloper.platform.BlobStore.Precondition;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.memory.InMemoryPlatform;
import io.codedeveloper.project.ProjectId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RepositoryMirrorTest {
  private static final ProjectId PROJECT = new ProjectId("demo");
  private static final FilePath ROADMAP = new FilePath("docs/ROADMAP.md");
  private static final String SECRET = "a secret";

  private final InMemoryPlatform world = new InMemoryPlatform();
  private final Files files = new Files(world.blobs, world.clock, PROJECT, ROADMAP);
  private final RepositoryMirror mirror =
      new RepositoryMirror(world.blobs, PROJECT, files, ROADMAP);
  private final Map<String, String> repository = new LinkedHashMap<>();
  private final List<String> read = new ArrayList<>();

  private void update(String commit) {
    update(commit, List.of());
  }

  private void update(String commit, List<RepositoryFile> others) {
    var has = new ArrayList<>(others);
    repository.forEach(
        (path, text) -> has.add(new RepositoryFile(path, id(text), text.length(), true)));
    mirror.update(commit, () -> has, this::content, () -> false);
  }

  private static String id(String text) {
    return Files.gitBlobId(text.getBytes(UTF_8));
  }

  private Optional<byte[]> content(RepositoryFile file) {
    read.add(file.path());
    var text = repository.get(file.path());
    if (text == null) {
      throw new UserErrorException("not to be read");
    }
    return text.equals(SECRET) ? Optional.empty() : Optional.of(text.getBytes(UTF_8));
  }

  private Optional<String> text(String path) {
    return files.read(new FilePath(path)).map(StoredFile::text);
  }

  private Optional<Copy> unread(String path) {
    return files.unread(new FilePath(path));
  }

  @Test
  void everyFileCanBeReadUntilTheRepositoryHasItNoMore() {
    assertThat(files.isRepositoryKnown()).isFalse();
    repository.put("README.md", "one");
    repository.put("src/a b.txt", "two");
    update("c1");
    assertThat(text("README.md")).contains("one");
    assertThat(text("src/a b.txt")).contains("two");
    assertThat(files.isRepositoryKnown()).isTrue();

    repository.remove("README.md");
    repository.put("src/a b.txt", "three");
    update("c2");
    assertThat(text("README.md")).isEmpty();
    assertThat(unread("README.md")).isEmpty();
    assertThat(text("src/a b.txt")).contains("three");
  }

  @Test
  void onlyWhatChangedIsReadAgain() {
    repository.put("a", "one");
    repository.put("b", SECRET);
    repository.put("c", "three");
    update("c1");
    update("c1");
    repository.put("c", "four");
    update("c2");
    assertThat(read).containsExactly("a", "b", "c", "c");
  }

  @Test
  void whatIsNotCopiedIsKnownToBeThere() {
    repository.put("secret.txt", SECRET);
    var large = new RepositoryFile("large.bin", id("x"), RepositoryMirror.LARGEST_FILE + 1, true);
    var link = new RepositoryFile("link", id("target"), 0, false);
    var elsewhere = new RepositoryFile("lfs.bin", id("pointer"), 10, false);
    update("c1", List.of(large, link, elsewhere));
    assertThat(unread("secret.txt")).contains(Copy.SECRET);
    assertThat(unread("large.bin")).contains(Copy.LARGE);
    assertThat(unread("link")).contains(Copy.LINK);
    assertThat(unread("lfs.bin")).contains(Copy.LINK);
    assertThat(files.create(new FilePath("large.bin"), new byte[0], "ann"))
        .isEqualTo(new Saving.Changed(Optional.of("g" + id("x"))));
  }

  @Test
  void editOfWhatIsNotCopiedKnowsWhatItReplaces() {
    var large = new RepositoryFile("large.bin", id("x"), RepositoryMirror.LARGEST_FILE + 1, true);
    update("c1", List.of(large));
    var path = new FilePath("large.bin");
    assertThat(files.write(path, new byte[1], "ann", Optional.of("*")))
        .isInstanceOfSatisfying(
            Saving.Saved.class, saved -> assertThat(saved.replaced()).contains("g" + id("x")));
    assertThat(files.pendingEdits().getFirst().baseId()).contains(id("x"));
  }

  @Test
  void manyFilesAreCopiedByAndByThoseNearestToTheRootFirst() {
    IntStream.range(0, RepositoryMirror.MOST_AT_ONCE).forEach(n -> repository.put("a/" + n, "x"));
    repository.put("z", "near");
    update("c1");
    assertThat(read).hasSize(RepositoryMirror.MOST_AT_ONCE).startsWith("z");
    assertThat(unread("a/99")).contains(Copy.LATER);
    assertThat(text("a/99")).isEmpty();
    update("c1");
    assertThat(text("a/99")).contains("x");
  }

  @Test
  void copyThatIsOldStaysUntilItIsMadeAnew() {
    repository.put("a", "one");
    update("c1");
    repository.put("a", "two");
    var has = List.of(new RepositoryFile("a", id("two"), 3, true));
    mirror.update("c2", () -> has, this::content, () -> true);
    assertThat(text("a")).contains("one");
    update("c2");
    assertThat(text("a")).contains("two");
  }

  @Test
  void repositoryThatIsTooLargeIsCopiedInPart() {
    var half = RepositoryMirror.LARGEST_FILE;
    var has =
        IntStream.rangeClosed(0, (int) (RepositoryMirror.MOST_BYTES / half))
            .mapToObj(n -> new RepositoryFile("f%02d".formatted(n), id("" + n), half, true))
            .toList();
    has.forEach(file -> repository.put(file.path(), "short"));
    mirror.update("c1", () -> has, this::content, () -> false);
    assertThat(unread("f09")).contains(Copy.KEPT);
    assertThat(unread("f10")).contains(Copy.BEYOND);
  }

  @Test
  void failureToReadOrKeepAFileIsNotTakenForALink() {
    var other = new RepositoryFile("other", id("x"), 1, true);
    assertThatThrownBy(() -> update("c1", List.of(other))).isInstanceOf(UserErrorException.class);
    assertThat(unread("other")).isEmpty();
  }

  @Test
  void manyCopiesAreRemovedByAndBy() {
    IntStream.range(0, RepositoryMirror.MOST_AT_ONCE + 1)
        .forEach(n -> files.mirror(new FilePath("a/%03d".formatted(n)), new byte[1]));
    update("c1");
    assertThat(text("a/499")).isEmpty();
    assertThat(text("a/500")).isPresent();
    update("c1");
    assertThat(text("a/500")).isEmpty();
  }

  @Test
  void filesAreNotListedWhenNothingChanged() {
    repository.put("a", "one");
    update("c1");
    mirror.update(
        "c1",
        () -> {
          throw new AssertionError("listed again");
        },
        this::content,
        () -> false);
  }

  @Test
  void fileIsFoundAmongThoseWhosePathsEndAlike() {
    repository.put("x b.txt", SECRET);
    repository.put("z", SECRET);
    update("c1");
    assertThat(unread("b.txt")).isEmpty();
    assertThat(unread("x b.txt")).contains(Copy.SECRET);
    assertThat(unread("z")).contains(Copy.SECRET);
  }

  @Test
  void roadmapAndUnusablePathsAreLeftAlone() {
    repository.put(ROADMAP.value(), "the roadmap");
    repository.put("nul.txt", "a device");
    files.mirror(ROADMAP, "the roadmap".getBytes(UTF_8));
    update("c1");
    assertThat(read).isEmpty();
    assertThat(unread(ROADMAP.value())).contains(Copy.KEPT);
  }

  @Test
  void copyThatWasMadeBeforeACrashIsNotTakenForTheNextCommits() {
    repository.put("a", "one");
    repository.put("b", "one");
    update("c1");
    repository.put("a", "two");
    repository.put("b", "two");
    assertThatThrownBy(() -> update("c2", file -> crashAt("b", file)))
        .isInstanceOf(TransientException.class);
    assertThat(text("a")).contains("two");

    repository.put("a", "one");
    repository.put("b", "one");
    update("c1");

    assertThat(text("a")).contains("one");
    assertThat(text("b")).contains("one");
  }

  private void update(String commit, RepositoryMirror.Contents contents) {
    var has = new ArrayList<RepositoryFile>();
    repository.forEach(
        (path, text) -> has.add(new RepositoryFile(path, id(text), text.length(), true)));
    mirror.update(commit, () -> has, contents, () -> false);
  }

  private Optional<byte[]> crashAt(String path, RepositoryFile file) {
    if (file.path().equals(path)) {
      throw new TransientException("not now");
    }
    return content(file);
  }

  @Test
  void anotherExecutionsCopyIsReplacedWithTheNextCommit() {
    repository.put("a", "one");
    update("c1");
    files.mirror(new FilePath("a"), "of an execution that came too late".getBytes(UTF_8));
    update("c2");
    assertThat(text("a")).contains("one");
  }

  @Test
  void roadmapsPathMayChangeAndChangeBack() {
    repository.put(ROADMAP.value(), "one");
    repository.put("PLAN.md", "plan");
    files.mirror(ROADMAP, "one".getBytes(UTF_8));
    update("c1");
    var plan = new FilePath("PLAN.md");
    var asPlan = new Files(world.blobs, world.clock, PROJECT, plan);
    asPlan.mirror(plan, "plan".getBytes(UTF_8));
    var planned = new RepositoryMirror(world.blobs, PROJECT, asPlan, plan);

    update(planned, "c1");
    assertThat(asPlan.read(ROADMAP).map(StoredFile::text)).contains("one");

    repository.put("PLAN.md", "another plan");
    update(planned, "c2");
    files.mirror(ROADMAP, "one".getBytes(UTF_8));
    update("c2");
    assertThat(text("PLAN.md")).contains("another plan");
    assertThat(text(ROADMAP.value())).contains("one");
  }

  private void update(RepositoryMirror of, String commit) {
    var has = new ArrayList<RepositoryFile>();
    repository.forEach(
        (path, text) -> has.add(new RepositoryFile(path, id(text), text.length(), true)));
    of.update(commit, () -> has, this::content, () -> false);
  }

  @Test
  void stopEndsTheRemovalOfCopies() {
    files.mirror(new FilePath("stale"), new byte[1]);
    mirror.update("c1", List::of, this::content, () -> true);
    assertThat(text("stale")).isPresent();
    update("c1");
    assertThat(text("stale")).isEmpty();
  }

  @Test
  void oneFileIsFoundWithoutReadingOfAllOthers() {
    var link = "somewhere/deep/in/the/repository/%05d";
    var links =
        IntStream.range(0, RepositoryMirror.MOST_LISTED)
            .mapToObj(n -> new RepositoryFile(link.formatted(n), id("target"), 0, false))
            .toList();
    update("c1", links);
    var largest =
        world.blobs.list("projects/demo/repository_files", 1000, Optional.empty()).items().stream()
            .mapToLong(BlobStore.Entry::size)
            .max()
            .orElseThrow();
    assertThat(largest).isLessThan(200_000);
    assertThat(unread(link.formatted(4711))).contains(Copy.LINK);
    assertThat(unread(link.formatted(99_999))).isEmpty();
  }

  @Test
  void roadmapThatCannotBeReadIsListedAsThat() {
    repository.put(ROADMAP.value(), SECRET);
    files.mirror(ROADMAP, "shown".getBytes(UTF_8));
    update("c1");
    assertThat(unread(ROADMAP.value())).contains(Copy.KEPT);

    files.unmirror(ROADMAP);
    update("c2");
    assertThat(unread(ROADMAP.value())).contains(Copy.SECRET);

    var large =
        new RepositoryFile(ROADMAP.value(), id("x"), RepositoryMirror.LARGEST_FILE + 1, true);
    mirror.update("c3", () -> List.of(large), this::content, () -> false);
    assertThat(unread(ROADMAP.value())).contains(Copy.LARGE);
  }

  @Test
  void damagedListIsMadeAnew() {
    repository.put("a", "one");
    for (var text :
        new String[] {"", "something", "code-developer files 2 x c1 docs/ROADMAP.md\n"}) {
      var name = "projects/demo/repository_files";
      world.blobs.write(name, text.getBytes(UTF_8), new Precondition.None());
      update("c1");
      assertThat(text("a")).contains("one");
      assertThat(unread("a")).contains(Copy.KEPT);
    }
  }

  @Test
  void partOfTheListThatIsGoneIsMadeAnew() {
    repository.put("a", "one");
    update("c1");
    world.blobs.delete("projects/demo/repository_files/1-0", new Precondition.None());
    assertThat(unread("a")).isEmpty();

    update("c1");
    assertThat(unread("a")).contains(Copy.KEPT);
  }
}
