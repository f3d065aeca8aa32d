package io.codedeveloper.platform.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.codedeveloper.platform.DocumentPath;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.contract.Together;
import io.codedeveloper.testing.FaultRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collections;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalDatabaseTest {
  private static final DocumentPath PATH = DocumentPath.of("things", "one");

  @TempDir private Path directory;

  private LocalDatabase open(Path path) {
    return LocalDatabase.open(path, Clock.systemUTC());
  }

  private Path file() {
    return directory.resolve(LocalDatabase.FILE_NAME);
  }

  private void execute(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void put(LocalDatabase database) {
    new SqliteDocumentStore(database)
        .transact(transaction -> {
          transaction.put(PATH, Fields.empty().with("kept", true));
          return true;
        });
  }

  @Test
  void directoryAndFileAreMadeForTheirOwnerOnly() throws IOException {
    var deep = directory.resolve("a/b");
    open(deep).close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(deep)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(deep.resolve(LocalDatabase.FILE_NAME))))
        .isEqualTo("rw-------");
  }

  @Test
  void whatWasWrittenIsThereAfterReopening() {
    try (var database = open(directory)) {
      put(database);
    }
    try (var database = open(directory)) {
      assertThat(new SqliteDocumentStore(database).get(PATH)).isPresent();
    }
  }

  /// Repeated, as the moment between another's migration and one's own look is short: without the
  /// transaction around the look about one round in 23 failed.
  @RepeatedTest(60)
  void manyMayOpenANewDirectoryAtOnce() {
    Together.run(
        Collections.nCopies(
            6,
            () -> {
              try (var database = open(directory)) {
                put(database);
                return true;
              }
            }));
    try (var database = open(directory)) {
      assertThat(new SqliteDocumentStore(database).get(PATH)).isPresent();
    }
  }

  @Test
  void fileOfANewerVersionIsRefusedAndLeftAlone() throws Exception {
    open(directory).close();
    execute("PRAGMA user_version = 99");
    var before = Files.readAllBytes(file());
    assertThatThrownBy(() -> open(directory))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("newer version")
        .hasMessageContaining(file().toString())
        .hasMessageContaining("update code-developer");
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
  }

  @Test
  void databaseOfAnotherProgramIsRefusedAndLeftAlone() throws Exception {
    execute("CREATE TABLE theirs (x)");
    var before = Files.readAllBytes(file());
    assertThatThrownBy(() -> open(directory))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("not a database of code-developer");
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
  }

  @Test
  void fileThatIsNoDatabaseIsRefusedAndLeftAlone() throws Exception {
    var text = "my diary ".repeat(500);
    Files.writeString(file(), text);
    assertThatThrownBy(() -> open(directory))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("not a database of code-developer");
    assertThat(Files.readString(file())).isEqualTo(text);
  }

  @Test
  void damagedDatabaseIsRefused() throws Exception {
    try (var database = open(directory)) {
      put(database);
    }
    var bytes = Files.readAllBytes(file());
    java.util.Arrays.fill(bytes, 100, 4096, (byte) 0x5a);
    Files.write(file(), bytes);
    assertThatThrownBy(() -> open(directory))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void directoryThatIsAFileIsRefused() throws Exception {
    var path = Files.write(directory.resolve("file"), "x".getBytes(UTF_8));
    assertThatThrownBy(() -> open(path))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining(path.toString())
        .hasMessageContaining("not a directory");
    assertThatThrownBy(() -> open(path.resolve("below"))).isInstanceOf(UserErrorException.class);
  }

  @Test
  void directoryInThePlaceOfTheFileIsRefused() throws Exception {
    Files.createDirectory(file());
    assertThatThrownBy(() -> open(directory))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("not a file");
  }

  @Test
  void directoryWithoutTheRightToWriteIsRefused() throws Exception {
    var closed = Files.createDirectory(directory.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-x------"));
    assumeFalse(Files.isWritable(closed), "root may write everywhere");
    assertThatThrownBy(() -> open(closed))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("not writable");
  }

  @Test
  void closedDatabaseRefusesWork() {
    var database = open(directory);
    database.close();
    assertThatThrownBy(() -> put(database)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  @FaultRow({"C13"})
  void lockHeldByAnotherProgramEndsAsTransient() {
    assertThat(SqlFailure.translate(file(), new SQLException("locked", "", 5)))
        .isInstanceOf(TransientException.class)
        .hasMessageContaining("busy");
    assertThat(SqlFailure.translate(file(), new SQLException("full", "", 13)))
        .isInstanceOf(TransientException.class)
        .hasMessageContaining("disk full");
    assertThat(SqlFailure.translate(file(), new SQLException("read only", "", 8)))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("right to write");
    assertThat(SqlFailure.translate(file(), new SQLException("bug", "", 1)))
        .isInstanceOf(IllegalStateException.class);
  }
}
