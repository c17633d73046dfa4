package io.parley.dialect.nickname;

/** The names of packets and fields. */
final class NicknamePacketNames {
  static final String NICKNAME_REQUEST = "nickname_request";
  static final String NICKNAME_RESPONSE = "nickname_response";
  static final String SYSTEM = "system";
  static final String USER_LIST = "user_list";
  static final String CHAT = "chat";
  static final String PRIVATE = "private";
  static final String PING = "ping";
  static final String PONG = "pong";
  static final String ERROR = "error";
  static final String JOIN_ROOM = "join_room";
  static final String LEAVE_ROOM = "leave_room";
  static final String ROOMS = "rooms";

  static final String NICKNAME = "nickname";

  /** Whether a client knows {@code private} and {@code error} at any time. */
  static final String EXTENSIONS = "extensions";

  static final String MESSAGE = "message";
  static final String USERS = "users";

  /** The number of all members, in a list of some. */
  static final String TOTAL = "total";

  static final String SENDER = "sender";
  static final String TARGET = "target";
  static final String CONTENT = "content";
  static final String TIMESTAMP = "timestamp";
  static final String ROOM = "room";
  static final String CODE = "code";

  /** The refusal in English, which Parley's client shows. */
  static final String REASON = "reason";

  /** The text of a request whose answer is the password in place of the nickname. */
  static final String PASSWORD_PROMPT = "请输入密码：";

  private NicknamePacketNames() {}
}
