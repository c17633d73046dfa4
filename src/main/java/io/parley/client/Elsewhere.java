package io.parley.client;

import java.util.Map;
import java.util.Optional;

/** Commands of other programs, and where what they do is done here. */
final class Elsewhere {
  private static final String ALONE = "To say something to one person: /message NICK TEXT";
  private static final String TALK = "To talk with somebody alone: /query NICK; /q alone leaves.";
  private static final String PARTING = "There are no parting words here: /quit alone leaves.";
  private static final String SERVER =
      "A visit is to one server: /q leaves, and parley client goes to another.";
  private static final String WORDS =
      "Words to look out for are the setting parley.client.screen.highlight of client.conf, which"
          + " is read when the client starts; your nickname is one always.";

  private static final Map<String, String> SENTENCES =
      Map.ofEntries(
          Map.entry(
              "/nick", "A nickname is for a whole visit: /q leaves, and you come back as another."),
          Map.entry("/connect", SERVER),
          Map.entry("/server", SERVER),
          Map.entry("/disconnect", "/q leaves the chat, and closes the connection."),
          Map.entry(
              "/set", "Settings are those of client.conf, which is read when the client starts."),
          Map.entry("/hilight", WORDS),
          Map.entry("/highlight", WORDS));

  /** Those that are commands here, too, but mean something else with so many words or more. */
  private static final Map<String, Meant> WITH_WORDS =
      Map.of(
          "/q", new Meant(1, TALK),
          "/quit", new Meant(1, PARTING),
          "/exit", new Meant(1, PARTING),
          "/bye", new Meant(1, PARTING),
          "/w", new Meant(2, ALONE));

  private record Meant(int words, String sentence) {}

  private Elsewhere() {}

  /** What to say to somebody who types it; empty if it is no such command. */
  static Optional<String> sentence(String command, String arguments) {
    int words = arguments.isEmpty() ? 0 : arguments.split("\\s+", -1).length;
    return Optional.ofNullable(SENTENCES.get(command))
        .or(
            () ->
                Optional.ofNullable(WITH_WORDS.get(command))
                    .filter(meant -> words >= meant.words())
                    .map(Meant::sentence));
  }
}
