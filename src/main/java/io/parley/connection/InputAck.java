package io.parley.connection;

/** A stream that has sent a message and waits. */
@FunctionalInterface
public interface InputAck {

  /** The message is handled; the stream may send the next. */
  void acknowledge();
}
