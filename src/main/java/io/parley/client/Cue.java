package io.parley.client;

/**
 * Something for a screen to do about what was heard. Whoever hears gives cues, and waits for no
 * screen: a terminal that is stopped takes nothing.
 */
sealed interface Cue permits Line, Cue.Prompt, Cue.Place {

  /** What is typed next is something else than a line of the chat. */
  record Prompt(String prompt) implements Cue {}

  /** This client has come into a room, or has left one: look again where it is. */
  enum Place implements Cue {
    INSTANCE
  }
}
