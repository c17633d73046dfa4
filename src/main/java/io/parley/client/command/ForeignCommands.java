package io.parley.client.command;

import java.util.Map;
import java.util.Optional;

/** Hints for commands of other clients that Parley does not have. */
final class ForeignCommands {
  private static final String MESSAGE_HINT = "Usage: /message NICK TEXT";
  private static final String QUERY_HINT =
      "/q without arguments quits, /quit REASON gives a reason. To open a query: /query NICK";
  private static final String SERVER_HINT =
      "The server cannot be changed: /q quits; then start parley client with another server.";
  private static final String HIGHLIGHT_HINT =
      "Highlighted words are the setting parley.client.screen.highlight in client.conf, which is read"
          + " at the start of the client. Your nickname is always highlighted.";

  private static final Map<String, String> HINTS =
      Map.ofEntries(
          Map.entry("/connect", SERVER_HINT),
          Map.entry("/server", SERVER_HINT),
          Map.entry("/disconnect", "/q closes the connection and quits."),
          Map.entry(
              "/set", "Settings are in client.conf, which is read at the start of the client."),
          Map.entry("/hilight", HIGHLIGHT_HINT),
          Map.entry("/highlight", HIGHLIGHT_HINT));

  /** Hints for commands that Parley has, but that take fewer arguments here. */
  private static final Map<String, ArgumentHint> HINTS_WITH_ARGUMENTS =
      Map.of(
          "/q", new ArgumentHint(1, QUERY_HINT),
          "/w", new ArgumentHint(2, MESSAGE_HINT));

  private record ArgumentHint(int minArguments, String text) {}

  private ForeignCommands() {}

  /** The hint for a command with its arguments; empty if there is none. */
  static Optional<String> hint(String command, String arguments) {
    int words = arguments.isEmpty() ? 0 : arguments.split("\\s+", -1).length;
    return Optional.ofNullable(HINTS.get(command))
        .or(
            () ->
                Optional.ofNullable(HINTS_WITH_ARGUMENTS.get(command))
                    .filter(hint -> words >= hint.minArguments())
                    .map(ArgumentHint::text));
  }
}
