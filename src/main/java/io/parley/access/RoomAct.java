package io.parley.access;

/** What somebody may want to do in a room. {@link Permissions} decides who may. */
public enum RoomAct {
  /** Learn that the room exists, and who is in it. */
  SEE,

  /** Read and search the history, and see the members and the topic. */
  READ,

  /** Send a text. */
  SPEAK,

  /** Change the topic. */
  CHANGE_TOPIC,

  /** Add a reaction to a message, or take it back. */
  REACT,

  /** Delete the messages of somebody. */
  PURGE,

  /** See the settings and roles. */
  SEE_SETTINGS,

  /** Invite somebody. */
  INVITE,

  /** Put somebody out of the room. */
  KICK,

  /** Keep somebody out of the room, lift that, and see who is kept out. */
  BAN,

  /** Keep somebody from speaking, and lift that. */
  MUTE,

  /** Give or take the role {@link RoomRole#VOICE} or {@link RoomRole#MEMBER}. */
  GRANT_VOICE,

  /** Give or take the role {@link RoomRole#OPERATOR}. */
  GRANT_OPERATOR,

  /** Change a setting that order needs. */
  CHANGE_ORDER,

  /** Change a setting that decides who gets in, or what is kept. */
  CHANGE_ACCESS,

  /** See what people with a role have done in the room. */
  SEE_AUDIT,

  /** Give the room to another owner. */
  TRANSFER;

  /** The act that changes a setting. */
  public static RoomAct changing(RoomSetting setting) {
    return setting.required() == RoomRole.OWNER ? CHANGE_ACCESS : CHANGE_ORDER;
  }
}
