package io.parley.client;

import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What of all that comes is for this reader above all: their nickname, words that they look out
 * for, private messages; and whom they do not want to hear. Thread-safe.
 */
final class Attention {
  private static final int MOST_IGNORED = 1000;

  private final List<Pattern> words;

  /** By their keys, in that order. */
  private final Map<String, String> ignored = new TreeMap<>();

  /** Who was called so last, and what finds it in a text. */
  private Nickname reader = Nickname.sanitize("");

  private Pattern name = wholeWord(reader.value());

  /**
   * Attention to some words.
   *
   * @param words what stands out besides the nickname
   */
  Attention(List<String> words) {
    this.words = words.stream().map(Attention::wholeWord).toList();
  }

  /** Why somebody called {@code self} should look at it. */
  Line.Mark mark(ServerMessage message, Nickname self) {
    if (message instanceof ServerMessage.PrivateMessage told) {
      return told.from().isSame(self) ? Line.Mark.NONE : Line.Mark.PRIVATE;
    }
    boolean named =
        Parts.author(message).filter(author -> !author.isSame(self)).isPresent()
            && Parts.words(message).filter(text -> stirs(text.value(), self)).isPresent();
    return named ? Line.Mark.NAMED : Line.Mark.NONE;
  }

  /** Whether nothing of it is to be shown. */
  synchronized boolean isIgnored(ServerMessage message) {
    return !ignored.isEmpty() && Parts.author(message).filter(this::isIgnored).isPresent();
  }

  /** Hears nothing more of somebody; false if there are too many of them. */
  synchronized boolean ignore(Nickname nickname) {
    if (ignored.size() >= MOST_IGNORED) {
      return false;
    }
    ignored.put(nickname.key(), nickname.value());
    return true;
  }

  /** Hears somebody again; false if they were heard. */
  synchronized boolean unignore(Nickname nickname) {
    return ignored.remove(nickname.key()) != null;
  }

  /** Of whom nothing is heard. */
  synchronized List<String> ignored() {
    return new ArrayList<>(ignored.values());
  }

  private boolean isIgnored(Nickname nickname) {
    return ignored.containsKey(nickname.key());
  }

  private boolean stirs(String text, Nickname self) {
    return called(self).matcher(text).find()
        || words.stream().anyMatch(word -> word.matcher(text).find());
  }

  private synchronized Pattern called(Nickname self) {
    if (!self.equals(reader)) {
      reader = self;
      name = wholeWord(self.value());
    }
    return name;
  }

  private static Pattern wholeWord(String word) {
    return Pattern.compile(
        "(?<![\\p{L}\\p{N}_])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}_])",
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }
}
