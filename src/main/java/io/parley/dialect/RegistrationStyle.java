package io.parley.dialect;

import io.parley.protocol.Nickname;
import io.parley.protocol.RejectedException;

/**
 * How a connection of a dialect gets its nickname.
 *
 * @param initiator the side that starts the registration
 * @param mayRetry whether the client may send another nickname after a refusal; if not, the
 *     connection ends
 * @param earlyMessagePolicy how to handle other messages before the registration
 * @param nicknameParser the rules for nicknames
 * @param passwordStyle how a client proves that it owns a nickname
 * @param hasRooms whether a client can enter a room by itself
 */
public record RegistrationStyle(
    Initiator initiator,
    boolean mayRetry,
    EarlyMessagePolicy earlyMessagePolicy,
    NicknameParser nicknameParser,
    PasswordStyle passwordStyle,
    boolean hasRooms) {

  /** The server assigns the name of a guest. */
  public static final RegistrationStyle GUEST =
      new RegistrationStyle(
          Initiator.NONE,
          false,
          EarlyMessagePolicy.REFUSE,
          Nickname::parse,
          PasswordStyle.NONE,
          false);

  /** The side that starts the registration. */
  public enum Initiator {
    /** The client sends its nickname unasked. */
    CLIENT,
    /** The server asks for the nickname, and again after a refusal. */
    SERVER,
    /** Neither: the server assigns a name. */
    NONE
  }

  /** How to handle a message before the registration. */
  public enum EarlyMessagePolicy {
    /** Answer it with {@code NOT_REGISTERED}; the connection stays. */
    REFUSE,
    /** End the connection. */
    DISCONNECT,
    /** Take a text for the nickname, because the dialect has no packet types. */
    TREAT_AS_NICKNAME
  }

  /** How a client proves that an account of its owns a nickname. */
  public enum PasswordStyle {
    /** It cannot. */
    NONE,
    /**
     * The password is part of the hello. An extended client that gives none may say hello again;
     * for others the registration ends.
     */
    IN_HELLO,
    /** Each hello has a password. */
    ALWAYS,
    /** The server asks, and what follows in place of a nickname is the password. */
    ASKED
  }

  /** Parses a nickname by the rules of the dialect. */
  public interface NicknameParser {
    Nickname parse(String raw) throws RejectedException;
  }
}
