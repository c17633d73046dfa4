package io.parley.client.command;

import java.util.Map;
import java.util.Optional;

/** Commands of other programs, and where what they do is done here. */
final class ForeignCommands {
  private static final String MESSAGE_HINT = "To say something to one person: /message NICK TEXT";
  private static final String QUERY_HINT =
      "To talk with somebody alone: /query NICK; /q alone leaves.";
  private static final String QUIT_HINT = "There are no parting words here: /quit alone leaves.";
  private static final String SERVER_HINT =
      "A visit is to one server: /q leaves, and parley client goes to another.";
  private static final String HIGHLIGHT_HINT =
      "Words to look out for are the setting parley.client.screen.highlight of client.conf, which"
          + " is read when the client starts; your nickname is one always.";

  private static final Map<String, String> HINTS =
      Map.ofEntries(
          Map.entry(
              "/nick", "A nickname is for a whole visit: /q leaves, and you come back as another."),
          Map.entry("/connect", SERVER_HINT),
          Map.entry("/server", SERVER_HINT),
          Map.entry("/disconnect", "/q leaves the chat, and closes the connection."),
          Map.entry(
              "/set", "Settings are those of client.conf, which is read when the client starts."),
          Map.entry("/hilight", HIGHLIGHT_HINT),
          Map.entry("/highlight", HIGHLIGHT_HINT));

  /** Those that are commands here, too, but mean something else with so many words or more. */
  private static final Map<String, ArgumentHint> HINTS_WITH_ARGUMENTS =
      Map.of(
          "/q", new ArgumentHint(1, QUERY_HINT),
          "/quit", new ArgumentHint(1, QUIT_HINT),
          "/exit", new ArgumentHint(1, QUIT_HINT),
          "/bye", new ArgumentHint(1, QUIT_HINT),
          "/w", new ArgumentHint(2, MESSAGE_HINT));

  private record ArgumentHint(int minArguments, String text) {}

  private ForeignCommands() {}

  /** What to say to somebody who types it; empty if it is no such command. */
  static Optional<String> hint(String command, String arguments) {
    int words = arguments.isEmpty() ? 0 : arguments.split("\\s+", -1).length;
    return Optional.ofNullable(HINTS.get(command))
        .or(
            () ->
                Optional.ofNullable(HINTS_WITH_ARGUMENTS.get(command))
                    .filter(meant -> words >= meant.minArguments())
                    .map(ArgumentHint::text));
  }
}
