package io.parley.room;

import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.Batch;
import java.util.ArrayList;
import java.util.List;

/**
 * Joins messages to one member into one batch, as many private messages to a member would be as
 * many writes. An answer is not joined: its batch may be shared with other members.
 */
final class DeliveredJoiner {
  /** The number of characters of a joined batch, which is much less than a send queue takes. */
  private static final int MAX_CHARACTERS = 16_384;

  private static final int CHARACTERS_PER_MESSAGE = 64;

  private final RoomEvent.Delivered first;
  private final List<ServerMessage> messages = new ArrayList<>();
  private int characters;
  private int ownMessages;
  private boolean single = true;

  DeliveredJoiner(RoomEvent.Delivered first) {
    this.first = first;
    add(first);
  }

  /**
   * Adds the next delivery.
   *
   * @return false if it must be sent by itself
   */
  boolean tryAdd(RoomEvent.Delivered next) {
    if (first.isAnswer() || next.isAnswer() || characters >= MAX_CHARACTERS) {
      return false;
    }
    add(next);
    single = false;
    return true;
  }

  RoomEvent.Delivered joined() {
    return single ? first : new RoomEvent.Delivered(Batch.copyOf(messages), ownMessages);
  }

  private void add(RoomEvent.Delivered delivered) {
    for (ServerMessage message : delivered.batch().messages()) {
      messages.add(message);
      characters +=
          CHARACTERS_PER_MESSAGE
              + message.userMessage().map(text -> text.text().value().length()).orElse(0);
    }
    ownMessages += delivered.ownMessages();
  }
}
