package io.codedeveloper.platform;

/// A document that a transaction meant to create was there already.
public final class AlreadyExistsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public AlreadyExistsException(DocumentPath path) {
    super("document exists already: " + path);
  }
}
