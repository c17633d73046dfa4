package io.parley.client;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.Done;

/**
 * Says on a new connection what is still to be said, each thing in the room where it was typed, and
 * then opens the way for what is typed next.
 */
final class Resending {
  private final Memory memory;
  private final Speech speech;
  private final long closing;
  private final Function<ClientMessage, CompletionStage<Done>> send;

  /**
   * Nothing is said yet.
   *
   * @param closing the loss after which it is said; a further loss ends this
   * @param send sends over the new connection; fails when that is gone
   */
  Resending(
      Memory memory,
      Speech speech,
      long closing,
      Function<ClientMessage, CompletionStage<Done>> send) {
    this.memory = memory;
    this.speech = speech;
    this.closing = closing;
    this.send = send;
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
    Optional<RoomName> there =
        memory.outgoing().nextRoom().or(() -> Optional.of(memory.rooms().talking()));
    ClientMessage enter = new ClientMessage.Asked(new Request.Enter(there.orElse(at).value()));
    if (!there.orElse(at).isSame(at) && memory.abilities().can(enter)) {
      memory.rooms().switchTo(there.get());
      return send.apply(enter).thenComposeAsync(said -> run(there.get()));
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
    if (!memory.outgoing().open(closing)) {
      return run(at); // something was typed meanwhile, or the connection is gone
    }
    memory.ledger().back();
    return Voice.done();
  }
}
