package io.parley.client.command;

import io.parley.client.state.MessageFilter;
import io.parley.protocol.Nickname;
import java.util.Optional;

/** Whom somebody hears no more, and what they are told of it. */
final class IgnoreCommands {
  private final MessageFilter filter;

  IgnoreCommands(MessageFilter attention) {
    this.filter = attention;
  }

  /** Hears nothing more of somebody, or tells of whom if nobody is named. */
  String ignore(Optional<Nickname> nickname) {
    return nickname.map(this::ignore).orElseGet(this::listIgnored);
  }

  private String ignore(Nickname nickname) {
    return filter.ignore(nickname)
        ? "*** You hear nothing more of " + nickname + "; /unignore ends it."
        : "*** You ignore so many that there is no room for more.";
  }

  private String listIgnored() {
    return "*** You ignore: "
        + (filter.ignoredNicknames().isEmpty()
            ? "nobody"
            : String.join(", ", filter.ignoredNicknames()));
  }

  /** Hears somebody again. */
  String unignore(Nickname nickname) {
    return filter.unignore(nickname)
        ? "*** You hear " + nickname + " again."
        : "*** You did not ignore " + nickname + ".";
  }
}
