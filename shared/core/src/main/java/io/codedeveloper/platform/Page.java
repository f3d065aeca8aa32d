package io.codedeveloper.platform;

import java.util.List;
import java.util.Optional;

/// One page of a listing.
///
/// @param items in the order asked for, possibly fewer than the limit
/// @param nextCursor where the next page starts; empty on the last page
public record Page<T>(List<T> items, Optional<String> nextCursor) {
  public Page {
    items = List.copyOf(items);
  }
}
