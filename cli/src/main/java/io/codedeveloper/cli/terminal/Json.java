package io.codedeveloper.cli.terminal;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;

/// How the command line writes and reads JSON.
public final class Json {
  /// For output: indented, missing values as null.
  public static final Gson PRETTY =
      new GsonBuilder().setPrettyPrinting().serializeNulls().disableHtmlEscaping().create();

  /// For requests, and for output that comes piece by piece: one line each, missing values as null.
  public static final Gson COMPACT =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

  private Json() {}
}
