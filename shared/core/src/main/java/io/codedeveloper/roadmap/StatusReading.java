package io.codedeveloper.roadmap;

/// What a status text says, and the part of it that says so.
///
/// @param understood false when no word or emoji in it is known as a status
/// @param start where the part is that a change of status replaces
/// @param end exclusive
record StatusReading(PriorityStatus status, boolean understood, int start, int end) {}
