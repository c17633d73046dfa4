package io.parley.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The people who have reacted to a message with one emoji.
 *
 * @param emoji 1 to {@link #MAX_EMOJI_LENGTH} UTF-16 units
 * @param nicknames in the order in which they reacted, as they were shown then
 */
public record Reaction(String emoji, List<String> nicknames) {
  /** The maximum number of different emoji of a message. */
  public static final int MAX_EMOJI = 20;

  /** The maximum number of people who react to a message with one emoji. */
  public static final int MAX_PEOPLE = 200;

  /** The longest sequences of Unicode have about half as many UTF-16 units. */
  public static final int MAX_EMOJI_LENGTH = 64;

  /**
   * Rejects what some database cannot store, as {@link NewMessage} does.
   *
   * @throws IllegalArgumentException for such a value
   */
  public Reaction {
    PersonReaction.requireEmoji(emoji);
    nicknames.forEach(nickname -> NewMessage.requireStorable("nickname", nickname));
    nicknames = List.copyOf(nicknames);
  }

  /** The reactions of people to one message, by emoji. */
  public static List<Reaction> of(List<PersonReaction> all) {
    Map<String, List<String>> nicknames = new LinkedHashMap<>();
    all.forEach(
        each ->
            nicknames
                .computeIfAbsent(each.emoji(), emoji -> new ArrayList<>())
                .add(each.nickname()));
    List<Reaction> reactions = new ArrayList<>(nicknames.size());
    nicknames.forEach((emoji, names) -> reactions.add(new Reaction(emoji, names)));
    return reactions;
  }
}
