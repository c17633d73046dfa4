package io.parley.client;

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
final class Resending {
  private static final CompletionStage<Boolean> TURNED = CompletableFuture.completedFuture(true);

  private final Memory memory;
  private final Speech speech;
  private final long closing;
  private final Function<ClientMessage, CompletionStage<Done>> send;
  private final Optional<Duration> patience;
  private final Consumer<String> tell;

  /** The rooms into which the server lets this client no more, by their keys. Used in turn. */
  private final Set<String> refused = ConcurrentHashMap.newKeySet();

  /**
   * Nothing is said yet.
   *
   * @param closing the loss after which it is said; a further loss ends this
   * @param send sends over the new connection; fails when that is gone
   * @param patience how long to wait until the server says that this client is in a room; empty if
   *     it says no such thing
   * @param tell gets what there is to tell of what is not said
   */
  Resending(
      Memory memory,
      Speech speech,
      long closing,
      Function<ClientMessage, CompletionStage<Done>> send,
      Optional<Duration> patience,
      Consumer<String> tell) {
    this.memory = memory;
    this.speech = speech;
    this.closing = closing;
    this.send = send;
    this.patience = patience;
    this.tell = tell;
  }

  /**
   * Says all of it; failed if the connection goes meanwhile.
   *
   * @param at where the server takes what is said to be
   */
  CompletionStage<Done> run(RoomName at) {
    if (memory.outgoing().closings() != closing) {
      return Voice.done();
    }
    tellUnsent();
    RoomName wanted = memory.outgoing().nextRoom().orElseGet(memory.rooms()::talking);
    RoomName there = refused.contains(wanted.key()) ? at : wanted;
    ClientMessage enter = new ClientMessage.RequestMessage(new Request.Join(there.value()));
    if (!there.isSame(at) && memory.abilities().can(enter)) {
      CompletableFuture<Boolean> turned = memory.rooms().switchTo(there);
      return send.apply(enter)
          .thenCompose(said -> patience.isPresent() ? within(patience.get(), turned) : TURNED)
          .thenComposeAsync(is -> run(is ? there : without(there, at)));
    }
    Optional<Utterance> next = memory.outgoing().next(closing);
    if (next.isPresent()) {
      return send.apply(speech.counted(next.get()))
          .thenComposeAsync(
              said -> {
                memory.outgoing().wentOut(next.get());
                return run(at);
              });
    }
    memory.rooms().back();
    if (!memory.outgoing().open(closing, () -> memory.rooms().talking().isSame(wanted))) {
      return run(at); // somebody typed or turned meanwhile, or the connection is gone
    }
    memory.ledger().back();
    return Voice.done();
  }

  private CompletionStage<Boolean> within(Duration patience, CompletableFuture<Boolean> turned) {
    return turned
        .copy()
        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(
            late -> {
              memory.rooms().switchRefused(); // if it says so later, that is news
              return false;
            });
  }

  private RoomName without(RoomName room, RoomName at) {
    refused.add(room.key());
    if (memory.outgoing().closings() == closing) {
      memory.rooms().leave(room);
    }
    return at;
  }

  /** What was typed for a room must not be said in another. */
  private void tellUnsent() {
    if (!refused.isEmpty()) {
      Speech.unsent(
              memory
                  .outgoing()
                  .takeUnsent(one -> !one.isPrivate() && refused.contains(one.room().key())))
          .forEach(tell);
    }
  }
}
