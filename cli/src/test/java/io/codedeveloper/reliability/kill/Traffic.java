package io.codedeveloper.reliability.kill;

import io.codedeveloper.reliability.kill.KillPlan.Place;

/// Sees every request on every wire of a run, and decides what becomes of it.
interface Traffic {
  /// Counts a request that has just come.
  Exchange arrived(Exchange.Kind kind);

  Fate fate(Exchange exchange);

  /// The request is at this place; it goes on when this returns.
  void pass(Exchange exchange, Place place);
}
