package io.parley.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A setting of a room; its value is in {@link RoomModes}. */
public enum RoomSetting {
  /** Only members, invited people and server operators may enter the room, see it or read it. */
  PRIVATE(RoomRole.OWNER),

  /** Everybody sees the room; only invited people may enter it. */
  INVITE(RoomRole.OWNER),

  /** A word that people without a role must give to enter. */
  KEY(RoomRole.OWNER),

  /** How long messages are kept. */
  RETENTION(RoomRole.OWNER),

  /** Nobody but the owner and server operators may enter. */
  CLOSED(RoomRole.OWNER),

  /** Only people with voice speak. */
  MODERATED(RoomRole.OPERATOR),

  /** The time between two texts of a person without voice. */
  SLOW(RoomRole.OPERATOR),

  /** Only operators change the topic. */
  TOPIC_LOCK(RoomRole.OPERATOR),

  /** The number of people in the room. */
  LIMIT(RoomRole.OPERATOR);

  private final RoomRole required;

  RoomSetting(RoomRole required) {
    this.required = required;
  }

  /** The role that may change it. */
  public RoomRole required() {
    return required;
  }

  /**
   * Whether it decides who gets in. Such a setting must outlive the room's last member, so the room
   * needs an owner with an account.
   */
  public boolean needsAccount() {
    return required == RoomRole.OWNER;
  }

  /** The name in packets, in the database and for people. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Finds the setting with a label. */
  public static Optional<RoomSetting> find(String label) {
    String lower = label.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(setting -> setting.label().equals(lower)).findFirst();
  }
}
