package io.parley.conversation;

import io.parley.history.MessageKind;
import io.parley.history.NewMessage;
import java.time.Instant;

/**
 * A private message that is not stored yet.
 *
 * @param time truncated to microseconds, the precision of every store
 */
public record NewPrivateMessage(
    Instant time, Correspondent sender, Correspondent receiver, MessageKind kind, String text) {

  /**
   * Rejects values that some database cannot store.
   *
   * @throws IllegalArgumentException as for {@link NewMessage}, and for a topic
   */
  public NewPrivateMessage {
    if (kind == MessageKind.TOPIC) {
      throw new IllegalArgumentException("a conversation has no topic");
    }
    NewMessage checked = new NewMessage(receiver.nickname(), time, sender.nickname(), kind, text);
    time = checked.time();
  }

  /** Without the text, which is for two people only. */
  @Override
  public String toString() {
    return "NewPrivateMessage[" + sender + " to " + receiver + "]";
  }
}
