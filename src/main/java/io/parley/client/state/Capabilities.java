package io.parley.client.state;

import io.parley.dialect.Dialect;
import io.parley.protocol.Answer;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.protocol.Request;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The messages that the dialect can encode and the server understands. Owned by the client's actor.
 */
public final class Capabilities {
  /** Whether the server understands {@link Request.Moderation}. */
  private enum Moderation {
    UNKNOWN,
    REQUESTED,
    SUPPORTED,
    UNSUPPORTED
  }

  private final Dialect dialect;
  private boolean basicOnly;
  private Moderation moderation = Moderation.UNKNOWN;

  Capabilities(Dialect dialect) {
    this.dialect = dialect;
  }

  /**
   * Handles the own join: a server that sends it without a stamp supports the basic protocol only.
   */
  public void onSelfJoined(Stamp stamp) {
    basicOnly = dialect.extensible() && stamp.equals(Stamp.UNKNOWN);
  }

  /** The next server may be another version. */
  void onConnectionLost() {
    moderation = Moderation.UNKNOWN;
  }

  /** A request is sent. */
  public void onRequest(Request request) {
    if (request instanceof Request.Moderation && moderation == Moderation.UNKNOWN) {
      moderation = Moderation.REQUESTED;
    }
  }

  /**
   * Handles what the server has answered: one without roles and settings of rooms does not know the
   * packets.
   *
   * @return whether it has said that with this message
   */
  public boolean onAnswer(ServerMessage message) {
    if (moderation != Moderation.REQUESTED) {
      return false;
    }
    boolean unknown =
        message
            .refusal()
            .filter(problem -> problem.code() == Problem.Code.UNKNOWN_TYPE)
            .isPresent();
    if (unknown) {
      moderation = Moderation.UNSUPPORTED;
    } else if (message.answer(Answer.Done.class).isPresent()
        || message.answer(Answer.RoomStatus.class).isPresent()
        || message.answer(Answer.Restrictions.class).isPresent()) {
      moderation = Moderation.SUPPORTED;
    }
    return unknown;
  }

  /** Whether a server that has accepted this client tells it of its joins, or refuses them. */
  public boolean confirmsJoins() {
    return dialect.extensible() && !basicOnly;
  }

  /** Whether the server understands the message, as far as is known. */
  public boolean supports(ClientMessage message) {
    boolean isUnknown =
        moderation == Moderation.UNSUPPORTED
            && message instanceof ClientMessage.RequestMessage request
            && request.request() instanceof Request.Moderation;
    return !isUnknown
        && (!basicOnly || isBasic(message))
        && dialect.clientCodec().encode(message).nonEmpty();
  }

  /** Whether the server answers with earlier private messages, as far as is known. */
  boolean readsConversations() {
    return supports(
        new ClientMessage.RequestMessage(
            new Request.Conversation("nick", OptionalInt.empty(), OptionalLong.empty())));
  }

  private static boolean isBasic(ClientMessage message) {
    return message instanceof ClientMessage.Hello || message instanceof ClientMessage.Chat;
  }
}
