package io.codedeveloper.job.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;

/// The bare git directory in which fetched and own commits of one remote are kept; one for each
/// address.
final class GitCache implements AutoCloseable {
  private static final ConcurrentHashMap<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

  private final Path directory;
  private Repository repository;

  private GitCache(Path directory) {
    this.directory = directory;
    this.repository = openOrCreate(directory);
  }

  /// Opens the cache of an address; one that cannot be opened is made anew.
  static GitCache open(Path caches, RemoteUrl url) {
    IsolatedSettings.install();
    var name = url.name().replaceAll("[^A-Za-z0-9._-]", "_") + "-" + digest(url.key());
    var directory = caches.toAbsolutePath().normalize().resolve(name);
    return exclusively(directory, () -> new GitCache(directory));
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
  <T> T exclusively(Supplier<T> action) {
    return exclusively(directory, action);
  }

  private static <T> T exclusively(Path directory, Supplier<T> action) {
    var lock = LOCKS.computeIfAbsent(directory, path -> new ReentrantLock());
    lock.lock();
    try {
      return lock.getHoldCount() > 1 ? action.get() : withFileLock(directory, action);
    } finally {
      lock.unlock();
    }
  }

  private static <T> T withFileLock(Path directory, Supplier<T> action) {
    var file = directory.resolveSibling(directory.getFileName() + ".lock");
    try {
      Files.createDirectories(directory.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a directory for caches: " + e.getMessage(), e);
    }
    try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var held = channel.lock()) {
      if (!held.isValid()) {
        throw new IllegalStateException("no lock on " + file);
      }
      removeStaleLocks(directory);
      return action.get();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock " + file, e);
    }
  }

  /// A process that was killed leaves the lock files that git itself makes for references and for
  /// the list of shallow commits; nobody else holds one while we hold ours.
  private static void removeStaleLocks(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (var files = Files.walk(directory)) {
      for (var file : files.filter(path -> path.toString().endsWith(".lock")).toList()) {
        Files.deleteIfExists(file);
      }
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
