package io.parley.client;

import java.util.Map;
import java.util.Optional;

/** Commands of other programs, and where what they do is done here. */
final class Elsewhere {
  private static final String TALK = "To talk with somebody alone: /query NICK; /q alone leaves.";

  private static final Map<String, String> SENTENCES = Map.of();

  /** Those that are commands here, too, but mean something else with an argument. */
  private static final Map<String, String> WITH_ARGUMENTS = Map.of("/q", TALK);

  private Elsewhere() {}

  /** What to say to somebody who types it; empty if it is no such command. */
  static Optional<String> sentence(String command, String arguments) {
    return Optional.ofNullable(SENTENCES.get(command))
        .or(
            () ->
                Optional.ofNullable(WITH_ARGUMENTS.get(command))
                    .filter(any -> !arguments.isEmpty()));
  }
}
