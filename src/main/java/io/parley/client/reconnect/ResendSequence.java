package io.parley.client.reconnect;

import io.parley.client.command.MessageSender;
import io.parley.client.command.TextSender;
import io.parley.client.delivery.OutgoingMessage;
import io.parley.client.state.ClientState;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.Done;

/**
 * Says on a new connection what is still to be said, each thing in the room where it was typed, and
 * then opens the way for what is typed next.
 */
public final class ResendSequence {
  private static final CompletionStage<Boolean> SWITCHED = CompletableFuture.completedFuture(true);

  private final ClientState state;
  private final TextSender textSender;
  private final long generation;
  private final Function<ClientMessage, CompletionStage<Done>> send;
  private final Optional<Duration> switchTimeout;
  private final Consumer<String> report;

  /** The rooms into which the server lets this client no more, by their keys. Used in turn. */
  private final Set<String> refusedRooms = ConcurrentHashMap.newKeySet();

  /**
   * Nothing is said yet.
   *
   * @param closing the loss after which it is said; a further loss ends this
   * @param send sends over the new connection; fails when that is gone
   * @param patience how long to wait until the server says that this client is in a room; empty if
   *     it says no such thing
   * @param tell gets what there is to tell of what is not said
   */
  public ResendSequence(
      ClientState memory,
      TextSender speech,
      long closing,
      Function<ClientMessage, CompletionStage<Done>> send,
      Optional<Duration> patience,
      Consumer<String> tell) {
    this.state = memory;
    this.textSender = speech;
    this.generation = closing;
    this.send = send;
    this.switchTimeout = patience;
    this.report = tell;
  }

  /**
   * Says all of it; failed if the connection goes meanwhile.
   *
   * @param at where the server takes what is said to be
   */
  public CompletionStage<Done> run(RoomName at) {
    if (state.outgoing().generation() != generation) {
      return MessageSender.done();
    }
    reportUnsent();
    RoomName wanted = state.outgoing().nextRoom().orElseGet(state.rooms()::current);
    RoomName there = refusedRooms.contains(wanted.key()) ? at : wanted;
    ClientMessage enter = new ClientMessage.RequestMessage(new Request.Join(there.value()));
    if (!there.isSame(at) && state.capabilities().supports(enter)) {
      CompletableFuture<Boolean> turned = state.rooms().expectServerSwitch(there);
      return send.apply(enter)
          .thenCompose(
              said -> switchTimeout.isPresent() ? within(switchTimeout.get(), turned) : SWITCHED)
          .thenComposeAsync(is -> run(is ? there : exclude(there, at)));
    }
    Optional<OutgoingMessage> next = state.outgoing().takeNext(generation);
    if (next.isPresent()) {
      return send.apply(textSender.track(next.get()))
          .thenComposeAsync(
              said -> {
                state.outgoing().onWritten(next.get());
                return run(at);
              });
    }
    state.rooms().onRejoined();
    if (!state.outgoing().open(generation, () -> state.rooms().current().isSame(wanted))) {
      return run(at); // somebody typed or turned meanwhile, or the connection is gone
    }
    state.pendingRequests().onRejoined();
    return MessageSender.done();
  }

  private CompletionStage<Boolean> within(Duration patience, CompletableFuture<Boolean> turned) {
    return turned
        .copy()
        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(
            late -> {
              state.rooms().onServerSwitchRefused(); // if it says so later, that is news
              return false;
            });
  }

  private RoomName exclude(RoomName room, RoomName at) {
    refusedRooms.add(room.key());
    if (state.outgoing().generation() == generation) {
      state.rooms().onLeft(room);
    }
    return at;
  }

  /** What was typed for a room must not be said in another. */
  private void reportUnsent() {
    if (!refusedRooms.isEmpty()) {
      TextSender.unsentLines(
              state
                  .outgoing()
                  .takeUnsent(one -> !one.isPrivate() && refusedRooms.contains(one.room().key())))
          .forEach(report);
    }
  }
}
