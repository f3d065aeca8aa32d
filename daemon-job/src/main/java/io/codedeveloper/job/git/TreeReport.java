package io.codedeveloper.job.git;

import java.util.List;

/// What a look through a tree found before checkout.
///
/// @param entries number of files
/// @param bytes sum of their sizes
/// @param refusals reasons why the tree must not be checked out: hostile names, too many or too
///   large files
/// @param notes what will be treated in a special way: symbolic links, submodules, LFS pointers,
///   names that collide
public record TreeReport(long entries, long bytes, List<String> refusals, List<String> notes) {
  public TreeReport {
    refusals = List.copyOf(refusals);
    notes = List.copyOf(notes);
  }
}
