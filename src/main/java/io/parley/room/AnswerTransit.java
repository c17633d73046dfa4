package io.parley.room;

import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.Batch;

/** The way of answers from the thread of a query to the member who asks. Thread-safe. */
public interface AnswerTransit {

  /** Encodes an answer as the member reads it, and counts its memory until it has arrived. */
  void begin(Batch<ServerMessage> answer);

  /** An answer that has begun is not sent. */
  void drop(Batch<ServerMessage> answer);
}
