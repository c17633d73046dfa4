package io.parley.connection;

/** A stream that has brought something, and waits. */
@FunctionalInterface
public interface InputAck {

  /** It was dealt with: the next may come. */
  void acknowledge();
}
