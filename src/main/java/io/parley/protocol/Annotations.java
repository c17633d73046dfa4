package io.parley.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * What belongs to a text of a room beside its words.
 *
 * @param answers the message that it answers
 * @param edited when its author has changed it last
 * @param deletedBy who has deleted it; the text itself is gone then
 * @param reactions in the order in which they came first
 */
public record Annotations(
    Optional<Citation> answers,
    Optional<Instant> edited,
    Optional<Nickname> deletedBy,
    List<EmojiReaction> reactions) {

  /** Those of a text that answers none and is as it was said. */
  public static final Annotations NONE =
      new Annotations(Optional.empty(), Optional.empty(), Optional.empty(), List.of());

  public Annotations {
    reactions = List.copyOf(reactions);
  }

  /** Those of a new text that answers another one. */
  public static Annotations answering(Citation citation) {
    return new Annotations(Optional.of(citation), Optional.empty(), Optional.empty(), List.of());
  }

  /** Whether the text answers this one. */
  boolean cites(ServerMessage.RoomText other) {
    OptionalLong id = other.stamp().id();
    return answers.isPresent() && id.equals(OptionalLong.of(answers.get().id()));
  }

  /** The same with the words that the cited text has now. */
  Annotations withCitationOf(ServerMessage.RoomText revised) {
    return new Annotations(
        answers.map(old -> Citation.of(old.id(), revised.nickname(), revised.text())),
        edited,
        deletedBy,
        reactions);
  }

  /** The same without reactions. */
  public Annotations withoutReactions() {
    return reactions.isEmpty() ? this : new Annotations(answers, edited, deletedBy, List.of());
  }

  /** The text with its annotations in words, for whoever sees the words only. */
  public Text annotate(Text text) {
    if (equals(NONE)) {
      return text; // the most frequent case
    }
    if (deletedBy.isPresent()) {
      return deletionNote();
    }
    return Text.sanitize(
        answers.map(citation -> "(re " + citation.toPlainText() + ") ").orElse("")
            + text.value()
            + (edited.isPresent() ? " (edited)" : "")
            + (reactions.isEmpty() ? "" : " [" + reactionLine() + "]"));
  }

  /** What is shown in place of a deleted text. */
  public Text deletionNote() {
    return Text.sanitize(deletedBy.map(by -> "(deleted by " + by + ")").orElse(""));
  }

  /** The reactions on one line, as in {@code 👍 2 ❤️ 1}. */
  public String reactionLine() {
    return reactions.stream()
        .map(reaction -> reaction.emoji() + " " + reaction.count())
        .collect(Collectors.joining(" "));
  }
}
