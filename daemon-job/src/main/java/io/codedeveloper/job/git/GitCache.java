package io.codedeveloper.job.git;

import io.codedeveloper.platform.TransientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;

/// The bare git directory in which fetched and own commits of one remote are kept; one for each
/// address, and further ones while a process that stands still holds the first.
final class GitCache implements AutoCloseable {
  private static final int MOST_COPIES = 9;
  private static final Duration KEPT = Duration.ofDays(90);

  private final Path directory;
  private final CacheLock lock;
  private final boolean standIn;
  private Repository repository;

  private GitCache(Path directory, CacheLock lock, boolean standIn) {
    this.directory = directory;
    this.lock = lock;
    this.standIn = standIn;
    this.repository = openOrCreate(directory);
  }

  /// Opens the cache of an address; one that cannot be opened is made anew.
  ///
  /// Caches that nobody has opened for 90 days are deleted, as a fetch brings everything back.
  ///
  /// @param patience how long to wait for another process, now and at each later use
  /// @throws TransientException when others hold all copies
  static GitCache open(Path caches, RemoteUrl url, Duration patience, Instant now) {
    var cache = open(caches, url, patience);
    cache.lock.used(now);
    removeUnused(caches, now.minus(KEPT));
    return cache;
  }

  private static void removeUnused(Path caches, Instant oldest) {
    for (var directory : CacheLock.unusedSince(caches.toAbsolutePath().normalize(), oldest)) {
      new CacheLock(directory, Duration.ZERO)
          .tryHolding(() -> {
            delete(directory);
            return directory;
          });
    }
  }

  private static GitCache open(Path caches, RemoteUrl url, Duration patience) {
    IsolatedSettings.install();
    var name = url.name().replaceAll("[^A-Za-z0-9._-]", "_") + "-" + digest(url.key());
    var first = caches.toAbsolutePath().normalize().resolve(name);
    return opened(first, new CacheLock(first, patience), false)
        .or(() -> standIn(first))
        .orElseThrow(() -> held(first));
  }

  private static Optional<GitCache> standIn(Path first) {
    return IntStream.rangeClosed(2, MOST_COPIES)
        .mapToObj(number -> first.resolveSibling(first.getFileName() + "-" + number))
        .map(copy -> opened(copy, new CacheLock(copy, Duration.ZERO), true))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<GitCache> opened(Path directory, CacheLock lock, boolean standIn) {
    return lock.tryHolding(() -> {
      removeStaleLocks(directory);
      return new GitCache(directory, lock, standIn);
    });
  }

  private static TransientException held(Path directory) {
    return new TransientException(
        "another process holds the cache %s; end it if it stands still".formatted(directory));
  }

  /// True for a copy of our own, as another process held the cache for too long.
  boolean isStandIn() {
    return standIn;
  }

  Repository repository() {
    return repository;
  }

  /// Throws everything away and starts again empty.
  void renew() {
    repository.close();
    delete(directory);
    repository = openOrCreate(directory);
  }

  /// Runs an action while no other process and no other thread opens, fetches or pushes with this
  /// cache.
  ///
  /// @throws TransientException when another one holds it for too long
  <T> T exclusively(Supplier<T> action) {
    return lock.tryHolding(
            () -> {
              removeStaleLocks(directory);
              return action.get();
            })
        .orElseThrow(() -> held(directory));
  }

  /// A process that was killed leaves the lock files that git itself makes for references and for
  /// the list of shallow commits; nobody else holds one while we hold ours.
  private static void removeStaleLocks(Path directory) {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (var files = Files.walk(directory)) {
      for (var file : files.filter(path -> path.toString().endsWith(".lock")).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clean up the cache " + directory, e);
    }
  }

  @Override
  public void close() {
    repository.close();
  }

  private static Repository openOrCreate(Path directory) {
    try {
      if (Files.exists(directory.resolve("HEAD")) && Files.exists(directory.resolve("config"))) {
        return build(directory);
      }
    } catch (IOException | IllegalArgumentException e) {
      // Falls through: a cache that cannot be opened has nothing that a fetch would not bring back.
      delete(directory);
    }
    return create(directory);
  }

  private static Repository create(Path directory) {
    delete(directory);
    try {
      Files.createDirectories(directory.getParent());
      var created = build(directory);
      created.create(true);
      return created;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the cache " + directory, e);
    }
  }

  private static Repository build(Path directory) throws IOException {
    return new RepositoryBuilder()
        .setFS(new InertFileSystem())
        .setGitDir(directory.toFile())
        .setBare()
        .build();
  }

  private static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                Path visited, @org.jspecify.annotations.Nullable IOException failure)
                throws IOException {
              Files.delete(visited);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the cache " + directory, e);
    }
  }

  private static String digest(String key) {
    try {
      var bytes = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(bytes, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
