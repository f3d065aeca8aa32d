package io.codedeveloper.roadmap;

/// Where a priority's status is written: the part of one line that a change of status replaces.
///
/// @param line counted from 0
/// @param start column of the first replaced character
/// @param end exclusive
/// @param checkbox true when it is the character between the brackets of a checkbox
/// @param french true when the label in front of it is French
record StatusSpot(int line, int start, int end, boolean checkbox, boolean french) {}
