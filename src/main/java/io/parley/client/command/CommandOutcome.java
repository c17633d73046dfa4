package io.parley.client.command;

/**
 * Whether a command was carried out. A command that must wait is tried again after each event; only
 * commands of scripts wait.
 */
public enum CommandOutcome {
  DONE,
  /** Done; a new connection is needed for another nickname. */
  RECONNECT,
  /** It waits until the server accepts the nickname, for a limited time. */
  AWAIT_REGISTRATION,
  /** It waits for the answers to earlier requests; after a limited time it does without. */
  AWAIT_ANSWERS,
  /** It waits until there is a connection again, or the client gives up. */
  AWAIT_CONNECTION,
  /** It waits until fewer texts are unanswered; each answer begins the limited time anew. */
  AWAIT_ECHOES
}
