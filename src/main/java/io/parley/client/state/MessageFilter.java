package io.parley.client.state;

import io.parley.client.model.DisplayLine;
import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;
import java.util.List;
import java.util.Optional;

/**
 * Finds messages to highlight (mentions of the nickname, configured words, private messages), and
 * removes what ignored users have written. Owned by the client's actor.
 */
public final class MessageFilter {
  private final List<FoldedText> highlightWords;
  private final MemberLists members;

  private final IgnoredNicknames ignored = new IgnoredNicknames();
  private final IgnoredParts ignoredParts = new IgnoredParts(ignored);

  /**
   * A filter that ignores no nickname.
   *
   * @param words words to highlight besides the nickname
   * @param members a part of the nickname of one of them is no mention
   */
  public MessageFilter(List<String> words, MemberLists members) {
    this.highlightWords = words.stream().map(FoldedText::of).toList();
    this.members = members;
  }

  /** Why a message is highlighted for the user with the nickname {@code self}. */
  public DisplayLine.Highlight highlight(ServerMessage message, Nickname self) {
    return message
        .userMessage()
        .filter(sent -> !sent.author().isSame(self))
        .map(sent -> highlightOther(sent, self))
        .orElse(DisplayLine.Highlight.NONE);
  }

  /**
   * The message without what ignored users have written or done; empty if nothing is left to show.
   */
  public Optional<ServerMessage> withoutIgnored(ServerMessage message) {
    return ignored.isEmpty() ? Optional.of(message) : message.accept(ignoredParts);
  }

  /** The nicknames of ignored users. */
  public IgnoredNicknames ignored() {
    return ignored;
  }

  private DisplayLine.Highlight highlightOther(ServerMessage.UserMessage sent, Nickname self) {
    if (sent.recipient().isPresent()) {
      return DisplayLine.Highlight.PRIVATE;
    }
    return matches(sent.text().value(), self)
        ? DisplayLine.Highlight.MENTION
        : DisplayLine.Highlight.NONE;
  }

  private boolean matches(String text, Nickname self) {
    FoldedText folded = FoldedText.of(text);
    return folded.containsName(FoldedText.of(self.value()), members::hasNickname)
        || highlightWords.stream().anyMatch(folded::containsWord);
  }
}
