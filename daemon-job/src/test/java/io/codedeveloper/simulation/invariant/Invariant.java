package io.codedeveloper.simulation.invariant;

import io.codedeveloper.simulation.world.World;
import java.util.List;

/// Something that must hold once faults have stopped and time has gone by.
interface Invariant {
  /// Its number in the design, `I3`.
  String number();

  /// What is wrong, one sentence each.
  List<String> problems(World world);
}
