package io.parley.dialect.whisper;

/** The texts that both sides use. */
final class WhisperTexts {
  /** The beginning of the server's own messages. */
  static final String SERVER_PREFIX = "*** ";

  static final String PROMPT = "Please enter your username:";
  static final String PASSWORD_PROMPT = "Please enter your password:";
  static final String HAS_JOINED = " has joined the chat!";
  static final String HAS_LEFT = " has left the chat.";
  static final String PRIVATE = "[Private from ";

  /** What another connection of the account has sent. */
  static final String PRIVATE_RECEIPT = "[Private to ";

  /** With the space, because {@code /who} is chat. */
  static final String COMMAND = "/w ";

  static final String MALFORMED = "Invalid private message format. Use: /w <username> <message>";

  private WhisperTexts() {}
}
