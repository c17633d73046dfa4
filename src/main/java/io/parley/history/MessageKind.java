package io.parley.history;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What kind of thing was said; stored as its name in small letters. */
public enum MessageKind {
  CHAT,
  EMOTE,
  TOPIC;

  /** As it is stored and exported. */
  public String storedName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of this word, if it is one. */
  public static Optional<MessageKind> fromStoredName(String word) {
    return Arrays.stream(values()).filter(kind -> kind.storedName().equals(word)).findFirst();
  }
}
