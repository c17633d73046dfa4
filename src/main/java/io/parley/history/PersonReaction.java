package io.parley.history;

import io.parley.protocol.Nickname;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * One emoji of one person for a message. A person has each emoji once.
 *
 * @param nickname as it was shown then
 * @param author as in {@link NewMessage}; without it the nickname tells people apart
 */
public record PersonReaction(String emoji, String nickname, OptionalLong author) {

  public PersonReaction {
    requireEmoji(emoji);
    NewMessage.requireStorable("nickname", nickname);
  }

  static void requireEmoji(String emoji) {
    if (emoji.isEmpty() || emoji.length() > Reaction.MAX_EMOJI_LENGTH) {
      throw new IllegalArgumentException(
          "emoji must have 1 to " + Reaction.MAX_EMOJI_LENGTH + " characters");
    }
    NewMessage.requireStorable("emoji", emoji);
  }

  /** Identifies the person: no nickname contains the sign before the number. */
  public String person() {
    return author.isPresent() ? "#" + author.getAsLong() : Nickname.foldedKeyOf(nickname);
  }

  /**
   * The reactions to a message after this one was added. They are unchanged if they have it, or if
   * a bound of {@link Reaction} is reached.
   *
   * @param before the oldest first
   */
  public List<PersonReaction> addTo(List<PersonReaction> before) {
    List<PersonReaction> same = before.stream().filter(each -> each.emoji.equals(emoji)).toList();
    boolean full =
        same.isEmpty()
            ? before.stream().map(PersonReaction::emoji).distinct().count() >= Reaction.MAX_EMOJI
            : same.size() >= Reaction.MAX_PEOPLE;
    if (full || before.stream().anyMatch(this::isSame)) {
      return before;
    }
    List<PersonReaction> after = new ArrayList<>(before);
    after.add(this);
    return after;
  }

  /** The reactions to a message after this one was taken back. */
  public List<PersonReaction> takeFrom(List<PersonReaction> before) {
    return before.stream().filter(each -> !isSame(each)).toList();
  }

  private boolean isSame(PersonReaction other) {
    return emoji.equals(other.emoji) && person().equals(other.person());
  }

  /** Those of an imported message, whose people are known by their nicknames only. */
  public static List<PersonReaction> of(List<Reaction> reactions) {
    List<PersonReaction> all = new ArrayList<>();
    for (Reaction reaction : reactions) {
      for (String nickname : reaction.nicknames()) {
        all =
            new ArrayList<>(
                new PersonReaction(reaction.emoji(), nickname, OptionalLong.empty()).addTo(all));
      }
    }
    return all;
  }
}
