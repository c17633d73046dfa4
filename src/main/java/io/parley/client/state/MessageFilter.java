package io.parley.client.state;

import io.parley.client.model.DisplayLine;
import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What of all that comes is for this reader above all: their nickname, words that they look out
 * for, private messages; and whom they do not want to hear..
 */
public final class MessageFilter {
  private static final int MAX_IGNORED = 1000;

  private final List<Pattern> highlightWords;

  /** By their keys, in that order. */
  private final Map<String, String> ignored = new TreeMap<>();

  /** Who was called so last, and what finds it in a text. */
  private Nickname lastNickname = Nickname.sanitize("");

  private Pattern lastPattern = wholeWord(lastNickname.value());

  /**
   * Attention to some words.
   *
   * @param words what stands out besides the nickname
   */
  public MessageFilter(List<String> words) {
    this.highlightWords = words.stream().map(MessageFilter::wholeWord).toList();
  }

  /** Why somebody called {@code self} should look at it. */
  public DisplayLine.Highlight highlight(ServerMessage message, Nickname self) {
    if (message instanceof ServerMessage.PrivateMessage told) {
      return told.from().isSame(self) ? DisplayLine.Highlight.NONE : DisplayLine.Highlight.PRIVATE;
    }
    boolean named =
        message instanceof ServerMessage.UserMessage sent
            && !sent.author().isSame(self)
            && matches(sent.text().value(), self);
    return named ? DisplayLine.Highlight.MENTION : DisplayLine.Highlight.NONE;
  }

  /** Whether nothing of it is to be shown. */
  public boolean isIgnored(ServerMessage message) {
    return !ignored.isEmpty()
        && message instanceof ServerMessage.UserMessage sent
        && isIgnored(sent.author());
  }

  /** Hears nothing more of somebody; false if there are too many of them. */
  public boolean ignore(Nickname nickname) {
    if (ignored.size() >= MAX_IGNORED) {
      return false;
    }
    ignored.put(nickname.key(), nickname.value());
    return true;
  }

  /** Hears somebody again; false if they were heard. */
  public boolean unignore(Nickname nickname) {
    return ignored.remove(nickname.key()) != null;
  }

  /** Of whom nothing is heard. */
  public List<String> ignoredNicknames() {
    return new ArrayList<>(ignored.values());
  }

  private boolean isIgnored(Nickname nickname) {
    return ignored.containsKey(nickname.key());
  }

  private boolean matches(String text, Nickname self) {
    return nicknamePattern(self).matcher(text).find()
        || highlightWords.stream().anyMatch(word -> word.matcher(text).find());
  }

  private Pattern nicknamePattern(Nickname self) {
    if (!self.equals(lastNickname)) {
      lastNickname = self;
      lastPattern = wholeWord(self.value());
    }
    return lastPattern;
  }

  private static Pattern wholeWord(String word) {
    return Pattern.compile(
        "(?<![\\p{L}\\p{N}_])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}_])",
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }
}
