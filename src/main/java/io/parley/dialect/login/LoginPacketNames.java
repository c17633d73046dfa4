package io.parley.dialect.login;

/** The names of packets and fields, and the sentences that the client parses. */
final class LoginPacketNames {
  /** The size of one read of the original programs, in bytes. */
  static final int MAX_PACKET_BYTES = 4096;

  static final String LOGIN = "login";
  static final String LOGIN_RESPONSE = "login_response";
  static final String CHAT = "chat";
  static final String CHAT_MESSAGE = "chat_message";
  static final String LOGOUT = "logout";
  static final String LOGOUT_RESPONSE = "logout_response";
  static final String ERROR = "error";

  static final String USERNAME = "username";
  static final String PASSWORD = "password";

  /** What a client without a password sends, as servers of this dialect require one. */
  static final String NO_PASSWORD = "-";

  static final String SUCCESS = "success";
  static final String MESSAGE = "message";
  static final String USER_ID = "user_id";
  static final String CONTENT = "content";
  static final String TIMESTAMP = "timestamp";
  static final String PRIVATE = "private";
  static final String TO = "to";
  static final String CODE = "code";

  /** The author of the server's own messages; a reserved nickname. */
  static final String SYSTEM = "system";

  static final String WELCOME = "欢迎 ";
  static final String GOODBYE = "再见";
  static final String END = "！";

  private LoginPacketNames() {}
}
