package io.parley.client;

import io.parley.client.model.DisplayLine;
import io.parley.client.model.ScreenUpdate;
import io.parley.client.reconnect.RejoinSequence;
import io.parley.client.state.ClientState;
import io.parley.client.transport.RegistrationHandshake;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.DecodeResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.Done;
import org.apache.pekko.dispatch.Dispatchers;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;

/** Hears what comes over one connection, answers what belongs to coming in, and shows the rest. */
final class InboundHandler {

  /** What a connection does about what is heard. */
  interface Listener {
    void sendMessage(ClientMessage message);

    /** This client has been let in; returns what to show. */
    List<DisplayLine> onRegistered();

    /** It is back in all its rooms, and has caught up with them; returns what to show. */
    List<DisplayLine> onRejoined(RejoinSequence homecoming);

    /**
     * The nickname was refused.
     *
     * @param cues what a screen is about to do, for what it is to do besides
     */
    void onNicknameRejected(Problem problem, List<ScreenUpdate> cues);
  }

  private static final int MAX_BATCH = 2000;

  /** More pictures than that nobody sees; and whoever types meanwhile waits for them. */
  private static final Duration FRAME_INTERVAL = Duration.ofMillis(40);

  private final ClientState state;
  private final MessageReducer reducer;
  private final RejoinSequence rejoin;
  private final boolean reconnected;
  private final Listener listener;
  private Optional<Problem> rejection = Optional.empty();

  /**
   * Nothing has come yet.
   *
   * @param again whether this client was in before, on another connection
   */
  InboundHandler(
      ClientState memory,
      MessageReducer hearing,
      RejoinSequence homecoming,
      boolean again,
      Listener host) {
    this.state = memory;
    this.reducer = hearing;
    this.rejoin = homecoming;
    this.reconnected = again;
    this.listener = host;
  }

  /**
   * Where what comes goes to; done when all of it is shown, and failed if the connection broke.
   * What comes faster than a terminal draws is drawn together, on a thread of its own: a terminal
   * that is stopped stops nothing else.
   */
  Sink<DecodeResult<ServerMessage>, CompletionStage<Done>> sink(Consumer<List<ScreenUpdate>> draw) {
    return Flow.<DecodeResult<ServerMessage>>create()
        .map(this::handle)
        .watchTermination((none, ended) -> ended)
        .onErrorComplete() // what has come is shown even so
        .batch(
            MAX_BATCH,
            ArrayList::new,
            (List<ScreenUpdate> together, List<ScreenUpdate> more) -> {
              together.addAll(more);
              return together;
            })
        .throttle(1, FRAME_INTERVAL)
        .toMat(
            Sink.<List<ScreenUpdate>>foreach(draw::accept)
                .async(Dispatchers.DefaultBlockingDispatcherId()),
            (ended, shown) -> shown.thenCompose(all -> ended));
  }

  /** A server that asks for no name has let this client in as soon as it is connected. */
  synchronized List<ScreenUpdate> onRegistered() {
    List<ScreenUpdate> cues = new ArrayList<>(listener.onRegistered());
    cues.addAll(step(rejoin.isComplete(), rejoin.onRegistered()));
    return cues;
  }

  /** How far the way home has been gone; empty if this client is there. */
  synchronized OptionalInt progress() {
    return rejoin.isComplete() ? OptionalInt.empty() : OptionalInt.of(rejoin.progress());
  }

  /** What to show if the way home has been gone no further since. */
  synchronized List<ScreenUpdate> onTimeout(OptionalInt since) {
    return since.isPresent() && since.equals(progress())
        ? step(false, rejoin.onTimeout())
        : List.of();
  }

  /** Why the server will not let this client in, if it has said so. */
  synchronized Optional<Problem> rejection() {
    return rejection;
  }

  private synchronized List<ScreenUpdate> handle(DecodeResult<ServerMessage> received) {
    return received instanceof DecodeResult.Message<ServerMessage> message
        ? onMessage(message.message())
        : List.copyOf(reducer.onUnreadable(received));
  }

  private List<ScreenUpdate> onMessage(ServerMessage message) {
    RegistrationHandshake registering = state.registration();
    boolean wasIn = registering.isRegistered();
    boolean wasRefused = registering.isNicknameRejected();
    if (!wasIn && message instanceof ServerMessage.Refused refused) {
      rejection = Optional.of(refused.problem());
      if (reconnected) { // told as the reason why this attempt has failed
        return onRejectedAgain(refused);
      }
    }
    List<ScreenUpdate> cues = new ArrayList<>(step(rejoin.isComplete(), rejoin.onMessage(message)));
    registering.onMessage(message).ifPresent(listener::sendMessage);
    if (registering.isNicknameRejected() && !wasRefused) {
      listener.onNicknameRejected(rejection.orElseThrow(), cues);
    }
    if (registering.isRegistered() && !wasIn) {
      cues.addAll(0, listener.onRegistered());
      cues.addAll(step(rejoin.isComplete(), rejoin.onRegistered()));
    }
    return cues;
  }

  /** Only whoever has to choose another nickname has to know more than that it failed. */
  private List<ScreenUpdate> onRejectedAgain(ServerMessage.Refused refused) {
    Optional<ClientMessage> ignored = state.registration().onMessage(refused);
    List<ScreenUpdate> cues = new ArrayList<>();
    if (state.registration().isNicknameRejected()) {
      listener.onNicknameRejected(refused.problem(), cues);
    }
    if (!cues.isEmpty()) {
      cues.addAll(0, reducer.onMessage(refused));
    }
    return cues;
  }

  private List<ScreenUpdate> step(boolean wasHome, RejoinSequence.Step step) {
    List<ScreenUpdate> cues = new ArrayList<>();
    step.received().forEach(one -> cues.addAll(reducer.onMessage(one)));
    step.toSend().forEach(listener::sendMessage);
    if (rejoin.isComplete() && !wasHome) {
      cues.addAll(listener.onRejoined(rejoin));
    }
    return cues;
  }
}
