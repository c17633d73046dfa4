package io.parley.protocol;

import java.util.List;

/**
 * The people who have reacted to a message with one emoji.
 *
 * @param count the number of people, at least 1
 * @param nicknames the first of them, at most {@link #MAX_NICKNAMES}
 */
public record EmojiReaction(Emoji emoji, int count, List<Nickname> nicknames) {
  /** With more, a message with all its reactions might not fit into a frame. */
  public static final int MAX_NICKNAMES = 3;

  public EmojiReaction {
    nicknames = nicknames.stream().limit(MAX_NICKNAMES).toList();
    if (count < 1 || count < nicknames.size()) {
      throw new IllegalArgumentException(nicknames.size() + " of " + count + " people");
    }
  }
}
