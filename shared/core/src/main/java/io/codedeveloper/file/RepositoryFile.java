package io.codedeveloper.file;

/// A file as a commit of the repository lists it.
///
/// @param blobId the id that git gives its content
/// @param size in bytes
/// @param regular false for a symbolic link, a submodule or what is kept in Git LFS
public record RepositoryFile(String path, String blobId, long size, boolean regular) {}
