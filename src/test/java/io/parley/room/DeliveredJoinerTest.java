package io.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.wire.flow.Batch;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Private messages to one member in one batch. */
class DeliveredJoinerTest {
  private static final Nickname PAT = new Nickname("pat");

  @Test
  void joins_messages_in_order_and_counts_all_own_ones() {
    DeliveredJoiner joiner = new DeliveredJoiner(delivered("one", 1));
    assertTrue(joiner.tryAdd(delivered("two", 0)));
    assertTrue(joiner.tryAdd(delivered("three", 1)));

    RoomEvent.Delivered joined = joiner.joined();
    assertEquals(
        List.of(message("one"), message("two"), message("three")), joined.batch().messages());
    assertEquals(2, joined.ownMessages());
    assertFalse(joined.isAnswer());
  }

  @Test
  void single_message_stays_the_same_object() {
    RoomEvent.Delivered only = delivered("one", 1);

    assertSame(only, new DeliveredJoiner(only).joined());
  }

  @Test
  void answer_is_not_joined() {
    RoomEvent.Delivered answer = RoomEvent.Delivered.answer(Batch.of(message("answer")));

    assertFalse(new DeliveredJoiner(delivered("one", 1)).tryAdd(answer));
    assertFalse(new DeliveredJoiner(answer).tryAdd(delivered("one", 1)));
  }

  @Test
  void joins_until_the_batch_is_long() {
    DeliveredJoiner joiner = new DeliveredJoiner(delivered("x".repeat(16_000), 0));
    assertTrue(joiner.tryAdd(delivered("x".repeat(4000), 0)));
    assertFalse(joiner.tryAdd(delivered("one more", 0)));
  }

  private static RoomEvent.Delivered delivered(String text, int ownMessages) {
    return new RoomEvent.Delivered(Batch.of(message(text)), ownMessages);
  }

  private static ServerMessage message(String text) {
    return new ServerMessage.PrivateMessage(PAT, PAT, Text.sanitize(text));
  }
}
