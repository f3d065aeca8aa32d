package io.codedeveloper.roadmap;

import org.jspecify.annotations.Nullable;

/// What a heading or checkbox line says about a priority.
///
/// @param dropped the id itself is struck through
/// @param token the status written in the line; its positions count from the start of the line's
///   text
record HeadingReading(
    PriorityId id, String title, boolean dropped, @Nullable StatusReading token) {}
