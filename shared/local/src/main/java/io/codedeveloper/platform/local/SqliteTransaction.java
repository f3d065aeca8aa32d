package io.codedeveloper.platform.local;

import io.codedeveloper.platform.AlreadyExistsException;
import io.codedeveloper.platform.Document;
import io.codedeveloper.platform.DocumentPath;
import io.codedeveloper.platform.DocumentSize;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.Transaction;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One transaction on documents; it holds the database's write lock, so what it reads stays true.
final class SqliteTransaction implements Transaction {
  private final Path file;
  private final Connection connection;
  private final Instant time;
  private boolean hasWritten;
  private boolean isOver;
  private @Nullable RuntimeException failure;

  SqliteTransaction(Path file, Connection connection, Instant time) {
    this.file = file;
    this.connection = connection;
    this.time = time;
  }

  @Override
  public Optional<Document> get(DocumentPath path) {
    if (hasWritten) {
      throw new IllegalStateException("a transaction reads before it writes: " + path);
    }
    return run(() -> visible(path));
  }

  @Override
  public Instant time() {
    return time;
  }

  @Override
  public void create(DocumentPath path, Fields fields) {
    DocumentSize.check(path, fields);
    hasWritten = true;
    run(() -> {
      if (visible(path).isPresent()) {
        throw new AlreadyExistsException(path);
      }
      DocumentRows.put(connection, new Document(path, fields, time));
      return true;
    });
  }

  @Override
  public void put(DocumentPath path, Fields fields) {
    DocumentSize.check(path, fields);
    hasWritten = true;
    run(() -> {
      DocumentRows.put(connection, new Document(path, fields, time));
      return true;
    });
  }

  @Override
  public void delete(DocumentPath path) {
    hasWritten = true;
    run(() -> {
      DocumentRows.delete(connection, path);
      return true;
    });
  }

  /// Ends the transaction's use by its body; what failed in it fails it, even where the body caught
  /// it.
  void end() throws SQLException {
    isOver = true;
    if (failure != null) {
      throw failure;
    }
    if (hasWritten) {
      DocumentRows.removeExpired(connection, time);
      StoreTime.record(connection, time);
    }
  }

  private Optional<Document> visible(DocumentPath path) throws SQLException {
    return DocumentRows.find(connection, path)
        .filter(found -> !DocumentRows.isExpired(found, time));
  }

  @FunctionalInterface
  private interface Step<T> {
    T run() throws SQLException;
  }

  private <T> T run(Step<T> step) {
    if (isOver) {
      throw new IllegalStateException("the transaction is over");
    }
    try {
      return step.run();
    } catch (SQLException broken) {
      failure = SqlFailure.translate(file, broken);
      throw failure;
    } catch (AlreadyExistsException exists) {
      failure = exists;
      throw exists;
    }
  }
}
