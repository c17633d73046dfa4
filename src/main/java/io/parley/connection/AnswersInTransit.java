package io.parley.connection;

import io.parley.protocol.ServerMessage;
import io.parley.room.AnswerTransit;
import io.parley.wire.flow.Batch;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The answers of one peer between the end of their queries and its send queue. Each counts in the
 * budget until it is queued or dropped, or until the connection ends. An answer that a query finds
 * after that does not count: there is at most one for each thread of queries.
 */
final class AnswersInTransit implements AnswerTransit {
  private final PeerStream stream;
  private final OutputBudget budget;
  private final Set<Batch<ServerMessage>> answers = ConcurrentHashMap.newKeySet(1);
  private volatile boolean closed;

  AnswersInTransit(PeerStream stream, OutputBudget budget) {
    this.stream = stream;
    this.budget = budget;
  }

  @Override
  public void begin(Batch<ServerMessage> answer) {
    if (closed) {
      return; // nobody reads it
    }
    answer.encodedWith(stream.encoder());
    answer.hold(budget);
    answers.add(answer);
    if (closed) {
      end(answer); // it was closed since
    }
    budget.enforce();
  }

  @Override
  public void drop(Batch<ServerMessage> answer) {
    end(answer);
  }

  /** An answer is in the send queue, or was refused there. Has no effect on another batch. */
  void end(Batch<ServerMessage> answer) {
    if (answers.remove(answer)) {
      answer.release();
    }
  }

  /** The connection ends. */
  void close() {
    closed = true;
    answers.forEach(this::end);
  }
}
