package io.parley.client;

import io.parley.client.delivery.Outbox;
import io.parley.client.model.ScreenUpdate;
import io.parley.client.reconnect.RejoinSequence;
import io.parley.client.state.ClientState;
import io.parley.client.transport.ConnectionAbortedException;
import io.parley.client.transport.RegistrationHandshake;
import io.parley.client.transport.ServerConnection;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.DecodeResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * One connection: passes received messages through the registration and the rejoin to the {@link
 * MessageReducer}. Owned by the client's actor.
 */
final class ServerSession {

  /**
   * The effects of a message.
   *
   * @param updates the screen updates
   * @param registered whether the server has accepted the nickname with it
   * @param rejoined whether all rooms are rejoined with it, after a loss
   * @param rejected whether the server has rejected the nickname with it
   */
  record Step(List<ScreenUpdate> updates, boolean registered, boolean rejoined, boolean rejected) {}

  private final UUID streamId;
  private final ServerConnection connection;
  private final ClientState state;
  private final MessageReducer reducer;
  private final Outbox outbox;
  private final RejoinSequence rejoin;
  private final boolean reconnected;
  private Optional<Problem> rejection = Optional.empty();
  private Optional<ConnectionAbortedException> abortReason = Optional.empty();
  private boolean received;
  private boolean finished;

  /**
   * Nothing is received yet.
   *
   * @param streamId the number of the stream in this program
   * @param reconnected whether this client was registered before, over another connection
   */
  ServerSession(
      UUID streamId,
      ServerConnection connection,
      ClientState state,
      MessageReducer reducer,
      Outbox outbox,
      RejoinSequence rejoin,
      boolean reconnected) {
    this.streamId = streamId;
    this.connection = connection;
    this.state = state;
    this.reducer = reducer;
    this.outbox = outbox;
    this.rejoin = rejoin;
    this.reconnected = reconnected;
  }

  UUID streamId() {
    return streamId;
  }

  ServerConnection connection() {
    return connection;
  }

  /** The rooms that are rejoined over this connection. */
  RejoinSequence rejoin() {
    return rejoin;
  }

  /** Whether this client was registered before, over another connection. */
  boolean isReconnected() {
    return reconnected;
  }

  void onBytes() {
    received = true;
  }

  /** Whether anything was received over this connection. */
  boolean hasReceived() {
    return received;
  }

  /** The reason why the server rejected this client, if it sent one. */
  Optional<Problem> rejection() {
    return rejection;
  }

  /** Closes this side when the outbox is empty. */
  void finishWhenSent() {
    if (!finished && outbox.isEmpty()) {
      finish();
    }
  }

  /** Closes this side when everything that the connection has taken is written. */
  void finish() {
    finished = true;
    connection.finish();
  }

  /** Ends the connection at once. */
  void abort(String reason) {
    if (abortReason.isEmpty()) {
      abortReason = Optional.of(new ConnectionAbortedException(reason));
      connection.abort(abortReason.get());
    }
  }

  /** Why this client has ended the connection; empty if it has not. */
  Optional<ConnectionAbortedException> abortReason() {
    return abortReason;
  }

  /** Handles a received message. */
  Step onReceived(DecodeResult<ServerMessage> result) {
    return result instanceof DecodeResult.Message<ServerMessage> message
        ? onMessage(message.message())
        : new Step(List.copyOf(reducer.onUnreadable(result)), false, false, false);
  }

  /** The dialect has no nicknames: this client is registered. */
  Step onRegistered() {
    boolean wasComplete = rejoin.isComplete();
    List<ScreenUpdate> updates = apply(rejoin.onRegistered());
    return new Step(updates, true, rejoin.isComplete() && !wasComplete, false);
  }

  /** The progress of the rejoin; empty if it is complete. */
  OptionalInt progress() {
    return rejoin.isComplete() ? OptionalInt.empty() : OptionalInt.of(rejoin.progress());
  }

  /** The server does not answer in time: continues without the answer if there is no progress. */
  Step onRejoinTimeout(int since) {
    boolean stalled = progress().equals(OptionalInt.of(since));
    List<ScreenUpdate> updates = stalled ? apply(rejoin.onTimeout()) : List.of();
    return new Step(updates, false, stalled && rejoin.isComplete(), false);
  }

  /** The lines for a rejected nickname, before the user is asked for another one. */
  List<ScreenUpdate> rejectionLines() {
    return rejection
        .map(problem -> reducer.onMessage(new ServerMessage.Refused(problem)))
        .orElse(List.of());
  }

  private Step onMessage(ServerMessage message) {
    RegistrationHandshake registration = state.registration();
    boolean wasRegistered = registration.isRegistered();
    boolean wasRejected = registration.isNicknameRejected();
    if (!wasRegistered && message instanceof ServerMessage.Refused refused) {
      rejection = Optional.of(refused.problem());
      if (reconnected) { // shown as the reason why the attempt has failed
        Optional<ClientMessage> ignored = registration.onMessage(refused);
        return new Step(List.of(), false, false, registration.isNicknameRejected());
      }
    }
    boolean wasComplete = rejoin.isComplete();
    List<ScreenUpdate> updates = new ArrayList<>(apply(rejoin.onMessage(message)));
    registration.onMessage(message).ifPresent(outbox::add);
    boolean registered = registration.isRegistered() && !wasRegistered;
    if (registered) {
      updates.addAll(apply(rejoin.onRegistered()));
    }
    return new Step(
        updates,
        registered,
        rejoin.isComplete() && !wasComplete,
        registration.isNicknameRejected() && !wasRejected);
  }

  private List<ScreenUpdate> apply(RejoinSequence.Step step) {
    List<ScreenUpdate> updates = new ArrayList<>();
    step.received().forEach(message -> updates.addAll(reducer.onMessage(message)));
    step.toSend().forEach(outbox::add);
    return updates;
  }
}
