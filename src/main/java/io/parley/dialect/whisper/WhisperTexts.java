package io.parley.dialect.whisper;

/** What both sides must agree on. */
final class WhisperTexts {
  static final String PROMPT = "Please enter your username:";
  static final String HAS_JOINED = " has joined the chat!";
  static final String HAS_LEFT = " has left the chat.";
  static final String PRIVATE = "[Private from ";

  /** Only with the space: {@code /who} is chat. */
  static final String COMMAND = "/w ";

  static final String MALFORMED = "Invalid private message format. Use: /w <username> <message>";

  private WhisperTexts() {}
}
