package io.codedeveloper.platform;

/// The rule for names of blobs, the same in every adapter.
public final class BlobName {
  /// Cloud Storage's limit for an object's name, in UTF-8 bytes.
  private static final int LONGEST = 1024;

  private BlobName() {}

  /// The name itself when it is legal.
  ///
  /// @throws IllegalArgumentException naming what is wrong with it
  public static String check(String name) {
    var length = Utf8.length(name);
    if (length == 0 || length > LONGEST) {
      throw illegal(name, "must have 1 to " + LONGEST + " bytes, has " + length);
    }
    if (name.indexOf('\0') >= 0 || name.indexOf('\n') >= 0 || name.indexOf('\r') >= 0) {
      throw illegal(name, "must have no NUL and no line break");
    }
    if (name.startsWith("/")) {
      throw illegal(name, "must not start with a slash");
    }
    var framed = "/" + name + "/";
    if (framed.contains("/./") || framed.contains("/../")) {
      throw illegal(name, "must have no segment '.' or '..'");
    }
    return name;
  }

  private static IllegalArgumentException illegal(String name, String why) {
    return new IllegalArgumentException("not a legal blob name (" + why + "): '" + name + "'");
  }
}
