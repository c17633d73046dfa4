package io.parley.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.BatchEncoder;
import io.parley.wire.flow.EncodedFrames;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;

class AnswersInTransitTest {
  private static final int SIZE = 1000;

  private final OutputBudget budget = new OutputBudget(1_000_000);
  private final AnswersInTransit answers = new AnswersInTransit(new EncodingStream(), budget);

  /** A stream that encodes each batch in a fixed number of bytes. */
  private static final class EncodingStream extends UnusedPeerStream {
    private final BatchEncoder<ServerMessage> encoder =
        messages -> EncodedFrames.of(ByteString.fromArray(new byte[SIZE]));

    @Override
    public BatchEncoder<ServerMessage> encoder() {
      return encoder;
    }
  }

  @Test
  void answer_counts_until_it_is_queued() {
    Batch<ServerMessage> answer = begin();
    assertTrue(budget.used() > SIZE);
    answers.end(answer);
    answers.end(answer);
    assertEquals(0, budget.used());
  }

  @Test
  void dropped_answer_does_not_count() {
    answers.drop(begin());
    assertEquals(0, budget.used());
  }

  @Test
  void other_batch_has_no_effect() {
    answers.end(Batch.of(new ServerMessage.Pong()));
    assertEquals(0, budget.used());
  }

  @Test
  void ended_connection_leaves_nothing_counted() {
    Batch<ServerMessage> early = begin();
    begin();
    answers.close();
    assertEquals(0, budget.used());

    begin();
    answers.end(early);
    assertEquals(0, budget.used());
  }

  private Batch<ServerMessage> begin() {
    Batch<ServerMessage> answer = Batch.of(new ServerMessage.Pong());
    answers.begin(answer);
    return answer;
  }
}
