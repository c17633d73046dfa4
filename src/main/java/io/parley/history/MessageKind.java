package io.parley.history;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kind of a message; stored as its name in lower case. */
public enum MessageKind {
  CHAT,
  EMOTE,
  TOPIC;

  /** The name in databases and exports. */
  public String storedName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the kind with this stored name. */
  public static Optional<MessageKind> fromStoredName(String word) {
    return Arrays.stream(values()).filter(kind -> kind.storedName().equals(word)).findFirst();
  }
}
