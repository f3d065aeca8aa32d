package io.codedeveloper.cli.terminal;

/// What the output goes to.
///
/// @param terminal true when a person sees it as it comes
/// @param colours true when styles may be used
/// @param width columns for tables and prose
public record Look(boolean terminal, boolean colours, int width) {
  private static final int PIPE_WIDTH = 80;
  private static final int NARROWEST = 40;

  /// A pipe or a file: no styles, 80 columns.
  public static final Look PIPE = new Look(false, false, PIPE_WIDTH);

  public Look {
    width = Math.max(NARROWEST, width);
  }
}
