package io.codedeveloper.job.sandbox;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Looks at what a command uses that no limit of the kernel holds for all its processes together.
final class ResourceWatch {
  private static final long PAGE_BYTES = 4096;
  private static final Path PROCESSES = Path.of("/proc");

  private final Limits limits;
  private final Path directory;
  private final long freeAtStart;

  /// @param directory where the command writes
  ResourceWatch(Limits limits, Path directory) {
    this.limits = limits;
    this.directory = directory;
    freeAtStart = free();
  }

  /// What the command and its processes use too much of, in words for the one who wrote it.
  Optional<String> exceeded(ProcessHandle root) {
    List<ProcessHandle> processes = root.descendants().toList();
    if (processes.size() > limits.processes()) {
      return Optional.of("more than " + limits.processes() + " processes");
    }
    return memory(processes).or(this::disk);
  }

  private Optional<String> memory(List<ProcessHandle> processes) {
    long used = processes.stream().mapToLong(ResourceWatch::resident).sum();
    if (used > limits.memoryBytes()) {
      return Optional.of("more than " + Limits.size(limits.memoryBytes()) + " of memory");
    }
    return available() < limits.memoryReserveBytes()
        ? Optional.of("the last of the machine's memory")
        : Optional.empty();
  }

  private Optional<String> disk() {
    long free = free();
    if (freeAtStart - free > limits.diskBytes()) {
      return Optional.of("more than " + Limits.size(limits.diskBytes()) + " of the disk");
    }
    return free < limits.diskReserveBytes() && free < freeAtStart
        ? Optional.of("the last of the disk's space")
        : Optional.empty();
  }

  private long free() {
    try {
      FileStore store = Files.getFileStore(directory);
      return store.getUsableSpace();
    } catch (IOException e) {
      return Long.MAX_VALUE / 2; // The command removed its directory.
    }
  }

  private static long resident(ProcessHandle process) {
    try {
      String[] fields =
          Files.readString(PROCESSES.resolve(process.pid() + "/statm")).strip().split(" ");
      return Long.parseLong(fields[1]) * PAGE_BYTES;
    } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return 0; // It has ended, or this is no Linux.
    }
  }

  /// What the whole machine could still give; shared memory that no process has mapped counts only
  /// here.
  private static long available() {
    try {
      return Files.readAllLines(PROCESSES.resolve("meminfo")).stream()
          .filter(line -> line.startsWith("MemAvailable:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(Long.MAX_VALUE);
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }
}
