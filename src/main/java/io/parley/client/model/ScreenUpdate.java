package io.parley.client.model;

/**
 * Something for a screen to do about what was heard. Whoever hears gives cues, and waits for no
 * screen: a terminal that is stopped takes nothing.
 */
public sealed interface ScreenUpdate
    permits DisplayLine, ScreenUpdate.PromptChanged, ScreenUpdate.RoomsChanged {

  /** What is typed next is something else than a line of the chat. */
  record PromptChanged(String prompt) implements ScreenUpdate {}

  /** This client has come into a room, or has left one: look again where it is. */
  enum RoomsChanged implements ScreenUpdate {
    INSTANCE
  }
}
