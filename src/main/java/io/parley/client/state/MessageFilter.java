package io.parley.client.state;

import io.parley.client.model.DisplayLine;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomAction;
import io.parley.protocol.ServerMessage;
import java.util.List;
import java.util.Optional;

/**
 * Finds messages to highlight (mentions of the nickname, configured words, private messages,
 * invitations, and what people with a role do to the user), and removes what ignored users have
 * written. Owned by the client's actor.
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
    if (message instanceof ServerMessage.Invited) {
      return DisplayLine.Highlight.PRIVATE;
    }
    if (isDoneTo(message, self)) {
      return DisplayLine.Highlight.MENTION;
    }
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

  /** Whether somebody with a role has put the user out, or changed what the user may do. */
  private static boolean isDoneTo(ServerMessage message, Nickname self) {
    if (message instanceof ServerMessage.Left left) {
      return left.isLeaveOf(self) && left.by().isPresent();
    }
    if (!(message instanceof ServerMessage.Moderated moderated)
        || moderated.nickname().isSame(self)) {
      return false;
    }
    Optional<String> target = Optional.empty();
    if (moderated.action() instanceof RoomAction.RoleChanged changed) {
      target = Optional.of(changed.target().value());
    } else if (moderated.action() instanceof RoomAction.Restricted restricted) {
      target = Optional.of(restricted.target());
    } else if (moderated.action() instanceof RoomAction.Lifted lifted) {
      target = Optional.of(lifted.target());
    }
    return target.map(Nickname::sanitize).filter(self::isSame).isPresent();
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
