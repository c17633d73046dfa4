package io.parley.dialect;

import io.parley.protocol.Nickname;
import io.parley.protocol.RejectedException;

/**
 * How a connection of a dialect comes by its nickname.
 *
 * @param opening who begins
 * @param mayRetry whether a connection may try again after a refusal; else it ends
 * @param early what becomes of other things that are said before there is a nickname
 * @param rule what a nickname must be here
 */
public record Registration(Opening opening, boolean mayRetry, Early early, Rule rule) {

  /** Nobody is asked: the room makes a name up. */
  public static final Registration GUEST =
      new Registration(Opening.GUEST, false, Early.IS_ANSWERED, Nickname::parse);

  /** Who begins. */
  public enum Opening {
    /** The client says unasked what it wants to be called. */
    CLIENT_SPEAKS,
    /** The server asks for it, again after a refusal. */
    SERVER_ASKS,
    /** Nobody: the room makes a name up. */
    GUEST
  }

  /** What becomes of something that is said before there is a nickname. */
  public enum Early {
    /** It is answered with {@code NOT_REGISTERED}; the connection stays. */
    IS_ANSWERED,
    /** It ends the connection. */
    ENDS,
    /** A text is the nickname: there are no packets to tell one from the other. */
    IS_THE_NICKNAME
  }

  /** Reads a nickname. */
  public interface Rule {
    Nickname parse(String raw) throws RejectedException;
  }
}
