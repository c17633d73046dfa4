package io.parley.client;

import io.parley.protocol.Nickname;
import java.util.Optional;

/** Whom somebody hears no more, and what they are told of it. */
final class Ignoring {
  private final Attention attention;

  Ignoring(Attention attention) {
    this.attention = attention;
  }

  /** Hears nothing more of somebody, or tells of whom if nobody is named. */
  String ignore(Optional<Nickname> nickname) {
    return nickname.map(this::ignore).orElseGet(this::ignored);
  }

  private String ignore(Nickname nickname) {
    return attention.ignore(nickname)
        ? "*** You hear nothing more of " + nickname + "; /unignore ends it."
        : "*** You ignore so many that there is no room for more.";
  }

  private String ignored() {
    return "*** You ignore: "
        + (attention.ignored().isEmpty() ? "nobody" : String.join(", ", attention.ignored()));
  }

  /** Hears somebody again. */
  String unignore(Nickname nickname) {
    return attention.unignore(nickname)
        ? "*** You hear " + nickname + " again."
        : "*** You did not ignore " + nickname + ".";
  }
}
