package io.parley.client;

import io.parley.client.transport.ConnectionFailedException;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.DecodeResult;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.util.ByteString;

/** A message to the client's actor about a connection: from a stream, or from a timer of one. */
sealed interface ConnectionEvent extends ClientActor.Command {

  /** Calls the method of the lifecycle that handles this event. */
  void accept(ConnectionLifecycle lifecycle);

  /** The permission to send the next batch of messages. */
  enum StreamAck {
    INSTANCE
  }

  /** Attempt {@code attempt} has succeeded. */
  record Connected(long attempt, ServerConnection server) implements ConnectionEvent {
    @Override
    public void accept(ConnectionLifecycle lifecycle) {
      lifecycle.onConnected(this);
    }
  }

  record ConnectFailed(long attempt, ConnectionFailedException failure) implements ConnectionEvent {
    @Override
    public void accept(ConnectionLifecycle lifecycle) {
      lifecycle.onConnectFailed(this);
    }
  }

  /** A stream waits for the permission to send. */
  record StreamStarted(UUID stream, ActorRef<StreamAck> ackTo) implements ConnectionEvent {
    @Override
    public void accept(ConnectionLifecycle lifecycle) {
      lifecycle.onStreamStarted(this);
    }
  }

  /** The delay before the next attempt is over. */
  enum ReconnectDue implements ConnectionEvent {
    INSTANCE;

    @Override
    public void accept(ConnectionLifecycle lifecycle) {
      lifecycle.onReconnectDue();
    }
  }

  /** An event of one stream. The lifecycle drops the events of streams that are not current. */
  sealed interface StreamEvent extends ConnectionEvent {

    UUID stream();

    /** Handles the event of the current stream. */
    void accept(ConnectionLifecycle lifecycle, ServerSession session);

    /** Releases what waits for the handling of an event that is dropped. */
    default void onDropped() {}

    @Override
    default void accept(ConnectionLifecycle lifecycle) {
      lifecycle.onStreamEvent(this);
    }
  }

  record BytesReceived(UUID stream) implements StreamEvent {
    @Override
    public void accept(ConnectionLifecycle lifecycle, ServerSession session) {
      session.onBytes();
    }
  }

  /** The first bytes of a stream; all of them again when more have arrived, up to a maximum. */
  record FirstBytesReceived(UUID stream, ByteString first) implements StreamEvent {
    @Override
    public void accept(ConnectionLifecycle lifecycle, ServerSession session) {
      session.protocolCheck().onFirstBytes(first);
    }
  }

  /**
   * The first bytes were examined.
   *
   * @param other the protocol of the server; empty if it may be that of this client
   */
  record ProtocolDetected(UUID stream, Optional<String> other) implements StreamEvent {
    @Override
    public void accept(ConnectionLifecycle lifecycle, ServerSession session) {
      lifecycle.onProtocolDetected(session, other);
    }
  }

  record MessagesReceived(
      UUID stream, List<DecodeResult<ServerMessage>> messages, ActorRef<StreamAck> ackTo)
      implements StreamEvent {
    @Override
    public void accept(ConnectionLifecycle lifecycle, ServerSession session) {
      lifecycle.onMessages(session, this);
    }

    @Override
    public void onDropped() {
      ackTo.tell(StreamAck.INSTANCE);
    }
  }

  /** All messages of a stream were delivered. */
  record StreamCompleted(UUID stream) implements StreamEvent {
    @Override
    public void accept(ConnectionLifecycle lifecycle, ServerSession session) {
      session.onStreamCompleted();
    }
  }

  /** The server has closed its side, or the connection broke. */
  record Disconnected(UUID stream, Optional<Throwable> failure) implements StreamEvent {
    @Override
    public void accept(ConnectionLifecycle lifecycle, ServerSession session) {
      session.onDisconnected(failure);
    }
  }

  /** The connection has taken the offered message, or is lost. */
  record MessageAccepted(UUID stream, boolean written) implements StreamEvent {
    @Override
    public void accept(ConnectionLifecycle lifecycle, ServerSession session) {
      session.onMessageAccepted(written);
    }
  }

  /** The connection did not take the offered message in time. */
  record OfferTimeout(UUID stream) implements StreamEvent {
    @Override
    public void accept(ConnectionLifecycle lifecycle, ServerSession session) {
      session.abortStalled();
    }
  }

  record HeartbeatDue(UUID stream) implements StreamEvent {
    @Override
    public void accept(ConnectionLifecycle lifecycle, ServerSession session) {
      session.onHeartbeatDue();
    }
  }

  /** The server has not shown in time that it speaks the dialect. */
  record AnswerTimeout(UUID stream) implements StreamEvent {
    @Override
    public void accept(ConnectionLifecycle lifecycle, ServerSession session) {
      session.onAnswerTimeout();
    }
  }

  /** The server did not answer the registration in time. */
  record RegistrationTimeout(UUID stream) implements StreamEvent {
    @Override
    public void accept(ConnectionLifecycle lifecycle, ServerSession session) {
      session.onRegistrationTimeout();
    }
  }

  /** A connection without nicknames has lasted long enough. */
  record GuestRegistered(UUID stream) implements StreamEvent {
    @Override
    public void accept(ConnectionLifecycle lifecycle, ServerSession session) {
      lifecycle.onGuestRegistered(session);
    }
  }

  /** The server did not answer the rejoin in time. */
  record RejoinTimeout(UUID stream, int progress) implements StreamEvent {
    @Override
    public void accept(ConnectionLifecycle lifecycle, ServerSession session) {
      lifecycle.onRejoinTimeout(session, progress);
    }
  }

  /** The delay before a refused request of the rejoin is sent again is over. */
  record RejoinRetryDue(UUID stream) implements StreamEvent {
    @Override
    public void accept(ConnectionLifecycle lifecycle, ServerSession session) {
      lifecycle.onRejoinRetryDue(session);
    }
  }

  /** The server did not confirm in time the room of a resent text, or the texts before it. */
  record ResendTimeout(UUID stream, int step) implements StreamEvent {
    @Override
    public void accept(ConnectionLifecycle lifecycle, ServerSession session) {
      session.recovery().onResendTimeout(step);
    }
  }
}
