package io.parley.client;

import io.parley.client.delivery.Outbox;
import io.parley.client.model.ScreenUpdate;
import io.parley.client.reconnect.RejoinSequence;
import io.parley.client.state.ClientState;
import io.parley.client.transport.RegistrationHandshake;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.DecodeResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Processes the received messages of one connection. Owned by the client's actor.
 *
 * <p>A message takes these steps, in this order:
 *
 * <ol>
 *   <li>{@link RejoinSequence} holds it back while missed messages are loaded, or passes it on.
 *   <li>Its {@code RejoinTracker} records what a later rejoin must know: the newest message of each
 *       room, echoes, and own leaves. It also removes the own join that only answers the resending.
 *       This precedes the next step, as the rejoin of the next room already uses it.
 *   <li>{@link MessageReducer} updates the rest of the state, and makes the lines.
 *   <li>{@link RegistrationHandshake} answers. It is last: whatever the message changes is changed
 *       before this client counts as registered, and the rejoin continues.
 * </ol>
 */
final class ReceivePipeline {

  /**
   * The effects of a message.
   *
   * @param updates the screen updates
   * @param registered whether the server has accepted the nickname with it
   * @param rejoined whether all rooms are rejoined with it, after a loss
   * @param rejected whether the server has rejected the nickname or the password with it, or has
   *     asked for the password
   */
  record Step(List<ScreenUpdate> updates, boolean registered, boolean rejoined, boolean rejected) {}

  /** The maximum number of withheld results. */
  private static final int MAX_WITHHELD = 100;

  private final ClientState state;
  private final MessageReducer reducer;
  private final Outbox outbox;
  private final RejoinSequence rejoin;
  private final boolean reconnected;
  private final List<DecodeResult<ServerMessage>> withheld = new ArrayList<>();
  private Optional<Problem> rejection = Optional.empty();
  private Optional<Problem> endReason = Optional.empty();

  /**
   * Nothing is received yet.
   *
   * @param reconnected whether this client was registered before, over another connection
   */
  ReceivePipeline(
      ClientState state,
      MessageReducer reducer,
      Outbox outbox,
      RejoinSequence rejoin,
      boolean reconnected) {
    this.state = state;
    this.reducer = reducer;
    this.outbox = outbox;
    this.rejoin = rejoin;
    this.reconnected = reconnected;
  }

  /** The reason why the server rejected this client, if it sent one. */
  Optional<Problem> rejection() {
    return rejection;
  }

  /** Why the server ends the connection, if it has said so. */
  Optional<Problem> endReason() {
    return endReason.or(this::rejection);
  }

  /**
   * Handles a received message. It is withheld until the server has shown that it speaks the
   * dialect: what a server of another dialect says would be a riddle to the user.
   */
  Step onReceived(DecodeResult<ServerMessage> result) {
    if (!state.registration().hasAnswered() && !isAnswer(result)) {
      if (withheld.size() < MAX_WITHHELD) {
        withheld.add(result);
      }
      return new Step(List.of(), false, false, false);
    }
    List<ScreenUpdate> before = takeAllWithheld();
    Step step = process(result);
    before.addAll(step.updates());
    return new Step(before, step.registered(), step.rejoined(), step.rejected());
  }

  /** The lines of withheld messages; nothing of what cannot be read. */
  List<ScreenUpdate> takeWithheld() {
    withheld.removeIf(result -> !(result instanceof DecodeResult.Message));
    return takeAllWithheld();
  }

  private List<ScreenUpdate> takeAllWithheld() {
    List<DecodeResult<ServerMessage>> results = List.copyOf(withheld);
    withheld.clear();
    List<ScreenUpdate> updates = new ArrayList<>();
    results.forEach(result -> updates.addAll(process(result).updates()));
    return updates;
  }

  private boolean isAnswer(DecodeResult<ServerMessage> result) {
    return result instanceof DecodeResult.Message<ServerMessage> message
        && state.registration().isAnswer(message.message());
  }

  private Step process(DecodeResult<ServerMessage> result) {
    return result instanceof DecodeResult.Message<ServerMessage> message
        ? onMessage(message.message())
        : new Step(List.copyOf(reducer.onUnreadable(result)), false, false, false);
  }

  /** The dialect has no nicknames: this client is registered. */
  Step onGuestRegistered() {
    state.registration().onGuestRegistered();
    boolean wasComplete = rejoin.isComplete();
    List<ScreenUpdate> updates = apply(rejoin.onRegistered());
    updates.addAll(takeAllWithheld());
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

  /** Sends a request of the rejoin again that the server has refused for a while. */
  Step onRejoinRetryDue() {
    return new Step(apply(rejoin.onRetryDue()), false, false, false);
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
    RegistrationHandshake.Missing wasMissing = registration.missing();
    if (message instanceof ServerMessage.Refused refused
        && registration.isAnsweredUnasked(refused)) {
      registration.onMessage(message).ifPresent(outbox::add);
      return new Step(List.of(), false, false, false);
    }
    if (registration.isEndRequested() && endsSession(message)) {
      endReason = message.refusal();
      return new Step(List.of(), false, false, false);
    }
    registration.adoptNickname(message);
    endReason =
        message.refusal().filter(problem -> problem.code().endsConnection()).or(() -> endReason);
    if (!wasRegistered && message.refusal().isPresent()) {
      rejection = message.refusal();
      if (reconnected) { // shown as the reason why the attempt has failed
        Optional<ClientMessage> ignored = registration.onMessage(message);
        return new Step(List.of(), false, false, isRejected(wasMissing));
      }
    }
    boolean wasComplete = rejoin.isComplete();
    List<ScreenUpdate> updates = new ArrayList<>(apply(rejoin.onMessage(message)));
    registration.onMessage(message).ifPresent(outbox::add);
    boolean registered = registration.isRegistered() && !wasRegistered;
    if (registered) {
      rejection = Optional.empty();
      updates.addAll(apply(rejoin.onRegistered()));
    }
    return new Step(
        updates, registered, rejoin.isComplete() && !wasComplete, isRejected(wasMissing));
  }

  /** The server has ended the session of an account; no further connection is made. */
  private static boolean endsSession(ServerMessage message) {
    return message.refusal().filter(problem -> problem.code().forbidsReconnect()).isPresent();
  }

  private boolean isRejected(RegistrationHandshake.Missing before) {
    RegistrationHandshake.Missing missing = state.registration().missing();
    return missing != before && missing != RegistrationHandshake.Missing.NOTHING;
  }

  private List<ScreenUpdate> apply(RejoinSequence.Step step) {
    List<ScreenUpdate> updates = new ArrayList<>();
    step.received().forEach(message -> updates.addAll(reducer.onMessage(message)));
    step.toSend().forEach(outbox::add);
    return updates;
  }
}
