package io.parley.client.state;

import java.util.Optional;

/** To whom a reply goes: who wrote to this client alone last, or else to whom it wrote last. . */
public final class ReplyTarget {
  private Optional<String> lastSender = Optional.empty();
  private Optional<String> lastRecipient = Optional.empty();

  public void onReceived(String nickname) {
    lastSender = Optional.of(nickname);
  }

  public void onSent(String nickname) {
    lastRecipient = Optional.of(nickname);
  }

  /** Empty if nobody wrote to anybody. */
  public Optional<String> nickname() {
    return lastSender.or(() -> lastRecipient);
  }
}
