package io.parley.client.state;

import io.parley.protocol.Nickname;
import java.util.Optional;

/**
 * The recipient of a reply: the sender of the last private message, or else the recipient of the
 * last one that was sent. Owned by the client's actor.
 */
public final class ReplyTarget {
  private Optional<String> lastSender = Optional.empty();
  private Optional<String> lastRecipient = Optional.empty();

  public void onReceived(String nickname) {
    lastSender = Optional.of(nickname);
  }

  public void onSent(String nickname) {
    lastRecipient = Optional.of(nickname);
  }

  /** A person has another nickname. */
  public void onRenamed(Nickname previous, Nickname nickname) {
    lastSender = lastSender.map(name -> isSame(name, previous) ? nickname.value() : name);
    lastRecipient = lastRecipient.map(name -> isSame(name, previous) ? nickname.value() : name);
  }

  private static boolean isSame(String name, Nickname nickname) {
    return Nickname.sanitize(name).isSame(nickname);
  }

  /** Empty if no private message was received or sent. */
  public Optional<String> nickname() {
    return lastSender.or(() -> lastRecipient);
  }
}
