package io.parley.client.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final ClientMessage PING = new ClientMessage.Ping();

  private final Outbox outbox = new Outbox();

  @Test
  void next_message_is_offered_after_previous_is_accepted() {
    OutgoingMessage text = text("hi");
    outbox.add(text);
    outbox.add(PING);
    assertEquals(Optional.of(text.message()), outbox.offerNext());
    assertEquals(Optional.empty(), outbox.offerNext());

    assertEquals(Optional.of(text), outbox.onAccepted());

    assertEquals(Optional.of(PING), outbox.offerNext());
    assertFalse(outbox.isEmpty());
    assertEquals(Optional.empty(), outbox.onAccepted());
    assertTrue(outbox.isEmpty());
  }

  @Test
  void clear_removes_queued_and_offered_messages() {
    outbox.add(PING);
    outbox.add(PING);
    assertEquals(Optional.of(PING), outbox.offerNext());

    outbox.clear();

    assertTrue(outbox.isEmpty());
    assertEquals(Optional.empty(), outbox.offerNext());
  }

  /** The rejoin of a thousand rooms fits; a server that reads nothing more has stalled. */
  @Test
  void is_overfull_beyond_two_thousand_messages() {
    for (int i = 0; i < 2000; i++) {
      outbox.add(PING);
    }
    assertFalse(outbox.isOverfull());

    outbox.add(PING);

    assertTrue(outbox.isOverfull());
  }

  private static OutgoingMessage text(String text) {
    return new OutgoingMessage(
        RoomName.LOBBY,
        new ClientMessage.Chat(text),
        new ServerMessage.Chatted(Nickname.sanitize("pat"), Text.sanitize(text)));
  }
}
