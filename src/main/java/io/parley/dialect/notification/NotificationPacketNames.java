package io.parley.dialect.notification;

/** The names of packets and fields, and the sentences that the client parses. */
final class NotificationPacketNames {
  /** The size of one read of the original programs, in bytes. */
  static final int MAX_PACKET_BYTES = 1024;

  static final String SYSTEM = "system";
  static final String NOTIFICATION = "notification";
  static final String MESSAGE = "message";
  static final String PRIVATE_MESSAGE = "private_message";
  static final String USERNAME = "username";
  static final String CONTENT = "content";
  static final String RECIPIENT = "recipient";
  static final String CODE = "code";

  static final String PROMPT = "Please enter your username:";
  static final String PASSWORD_PROMPT = "Please enter your password:";
  static final String HAS_JOINED = " has joined the chat!";
  static final String HAS_LEFT = " has left the chat.";

  private NotificationPacketNames() {}
}
