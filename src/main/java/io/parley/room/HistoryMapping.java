package io.parley.room;

import io.parley.history.MessageChanges;
import io.parley.history.MessageKind;
import io.parley.history.NewMessage;
import io.parley.history.Reaction;
import io.parley.history.StoredMessage;
import io.parley.protocol.Annotations;
import io.parley.protocol.Citation;
import io.parley.protocol.Emoji;
import io.parley.protocol.EmojiReaction;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Converts texts between the protocol and the history. */
public final class HistoryMapping {
  private HistoryMapping() {}

  /**
   * A message to store.
   *
   * @param author its author's number
   * @param answered the message that it answers
   */
  static NewMessage toNewMessage(
      MessageKind kind,
      Nickname nickname,
      Text text,
      Stamp stamp,
      long author,
      Optional<Citation> answered) {
    return new NewMessage(
        stamp.room().value(),
        stamp.time(),
        nickname.value(),
        kind,
        text.value(),
        OptionalLong.of(author),
        answered.map(citation -> OptionalLong.of(citation.id())).orElse(OptionalLong.empty()));
  }

  static ServerMessage.RoomText toServerMessage(
      MessageKind kind, Nickname nickname, Text text, Stamp stamp, Annotations annotations) {
    return switch (kind) {
      case CHAT -> new ServerMessage.Chatted(nickname, text, stamp, annotations);
      case EMOTE -> new ServerMessage.Emoted(nickname, text, stamp, annotations);
      case TOPIC -> new ServerMessage.TopicChanged(nickname, text, stamp);
    };
  }

  /** Converts a stored message. It is sanitized, as other programs may have written the history. */
  public static ServerMessage.RoomText toServerMessage(StoredMessage stored) {
    NewMessage message = stored.content();
    Stamp stamp =
        new Stamp(RoomName.sanitize(message.room()), message.time(), OptionalLong.of(stored.id()));
    return toServerMessage(
        message.kind(),
        Nickname.sanitize(message.nickname()),
        Text.sanitize(message.text()),
        stamp,
        annotations(stored));
  }

  private static Annotations annotations(StoredMessage stored) {
    MessageChanges changes = stored.changes();
    if (changes.equals(MessageChanges.NONE) && stored.quote().isEmpty()) {
      return Annotations.NONE;
    }
    return new Annotations(
        stored
            .quote()
            .map(
                quote ->
                    Citation.of(
                        quote.id(),
                        Nickname.sanitize(quote.nickname()),
                        Text.sanitize(quote.text()))),
        changes.edited(),
        changes.deletedBy().map(Nickname::sanitize),
        changes.reactions().stream().flatMap(HistoryMapping::reaction).toList());
  }

  private static Stream<EmojiReaction> reaction(Reaction reaction) {
    List<String> nicknames = reaction.nicknames();
    return Emoji.isEmoji(reaction.emoji()) && !nicknames.isEmpty()
        ? Stream.of(
            new EmojiReaction(
                new Emoji(reaction.emoji()),
                nicknames.size(),
                nicknames.stream()
                    .limit(EmojiReaction.MAX_NICKNAMES)
                    .map(Nickname::sanitize)
                    .toList()))
        : Stream.empty();
  }
}
