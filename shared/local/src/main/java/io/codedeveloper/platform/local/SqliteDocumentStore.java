package io.codedeveloper.platform.local;

import io.codedeveloper.platform.Document;
import io.codedeveloper.platform.DocumentPath;
import io.codedeveloper.platform.DocumentStore;
import io.codedeveloper.platform.Page;
import io.codedeveloper.platform.Query;
import java.util.Optional;

/// Documents in the SQLite file. Transactions run one after the other, each with the write lock
/// held throughout.
public final class SqliteDocumentStore implements DocumentStore {
  private final LocalDatabase database;

  public SqliteDocumentStore(LocalDatabase database) {
    this.database = database;
  }

  @Override
  public <T> T transact(Body<T> body) {
    return database.write(connection -> {
      var time = StoreTime.read(connection, database.now());
      var transaction = new SqliteTransaction(database.file(), connection, time);
      var result = body.run(transaction);
      transaction.end();
      return result;
    });
  }

  @Override
  public Optional<Document> get(DocumentPath path) {
    return database.read(connection -> {
      var now = StoreTime.read(connection, database.now());
      return DocumentRows.find(connection, path)
          .filter(found -> !DocumentRows.isExpired(found, now));
    });
  }

  @Override
  public Page<Document> query(Query query) {
    var listing = new DocumentListing(query);
    return database.read(connection -> listing.read(connection, database.now()));
  }
}
