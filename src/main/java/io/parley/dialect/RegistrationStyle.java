package io.parley.dialect;

import io.parley.protocol.Nickname;
import io.parley.protocol.RejectedException;

/**
 * How a connection of a dialect comes by its nickname.
 *
 * @param initiator who begins
 * @param mayRetry whether a connection may try again after a refusal; else it ends
 * @param earlyMessagePolicy what becomes of other things that are said before there is a nickname
 * @param nicknameParser what a nickname must be here
 */
public record RegistrationStyle(
    Initiator initiator,
    boolean mayRetry,
    EarlyMessagePolicy earlyMessagePolicy,
    NicknameParser nicknameParser) {

  /** Nobody is asked: the room makes a name up. */
  public static final RegistrationStyle GUEST =
      new RegistrationStyle(Initiator.NONE, false, EarlyMessagePolicy.REFUSE, Nickname::parse);

  /** Who begins. */
  public enum Initiator {
    /** The client says unasked what it wants to be called. */
    CLIENT,
    /** The server asks for it, again after a refusal. */
    SERVER,
    /** Nobody: the room makes a name up. */
    NONE
  }

  /** What becomes of something that is said before there is a nickname. */
  public enum EarlyMessagePolicy {
    /** It is answered with {@code NOT_REGISTERED}; the connection stays. */
    REFUSE,
    /** It ends the connection. */
    DISCONNECT,
    /** A text is the nickname: there are no packets to tell one from the other. */
    TREAT_AS_NICKNAME
  }

  /** Reads a nickname. */
  public interface NicknameParser {
    Nickname parse(String raw) throws RejectedException;
  }
}
