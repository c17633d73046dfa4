package io.parley.connection;

/** A stream that has brought something, and waits. */
@FunctionalInterface
public interface Reading {

  /** It was dealt with: the next may come. */
  void readOn();
}
