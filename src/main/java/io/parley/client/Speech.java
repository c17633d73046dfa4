package io.parley.client;

import io.parley.dialect.Dialect;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.Done;

/** Says texts, now or when there is a connection again. */
final class Speech {
  private static final int DOUBTS_SHOWN = 10;

  /** How long a script waits for a connection: until whoever makes it gives up. */
  private static final Duration NO_END = Duration.ofDays(365);

  private final Dialect dialect;
  private final Duration patience;
  private final Screen screen;
  private final Wording wording;
  private final Memory memory;

  /**
   * The speech of one visit.
   *
   * @param patience how long a script waits for what it said to come back, before it says more than
   *     may be under way
   */
  Speech(Dialect dialect, Duration patience, Screen screen, Wording wording, Memory memory) {
    this.dialect = dialect;
    this.patience = patience;
    this.screen = screen;
    this.wording = wording;
    this.memory = memory;
  }

  /**
   * Says it, or keeps it until it can be said.
   *
   * @param send counts and sends it
   */
  CompletionStage<Done> say(Utterance utterance, Supplier<CompletionStage<Done>> send) {
    CompletionStage<Done> changed = Voice.done();
    Optional<CompletionStage<Done>> said = memory.outgoing().say(utterance, send);
    if (said.isEmpty()) {
      changed = changed();
      said = memory.outgoing().say(utterance, send);
    }
    if (said.isEmpty()) {
      return full(utterance, send, changed);
    }
    if (!dialect.echoes() && screen.isInteractive()) {
      screen.draw(shown(place(utterance.own()), utterance.own())); // it will not come back
    }
    return said.get();
  }

  private Optional<RoomName> place(ServerMessage own) {
    if (screen.hasWindows() && own instanceof ServerMessage.PrivateMessage told) {
      memory.conversations().with(told.to());
      memory.showPlace(screen);
      return Optional.of(Conversations.window(told.to()));
    }
    return Optional.empty();
  }

  private List<Line> shown(Optional<RoomName> place, ServerMessage own) {
    String self = memory.registering().nickname();
    return wording.onMessage(own).stream()
        .map(text -> Line.now(text).by(self))
        .map(line -> place.isPresent() ? line.in(place.get()) : line)
        .toList();
  }

  /** Completed when it may have changed what can be said. */
  CompletionStage<Done> changed() {
    return memory.outgoing().changed(memory.outgoing().isOpen() ? patience : NO_END);
  }

  /** What is about to be sent, counted. */
  ClientMessage counted(Utterance utterance) {
    if (utterance.message() instanceof ClientMessage.RequestMessage asked) {
      memory.ledger().asked(asked.request(), false);
    } else {
      memory.ledger().sent();
    }
    return utterance.message();
  }

  /** Says of what was said that nobody knows whether it arrived. */
  static List<String> doubts(List<Utterance> utterances) {
    return some(utterances, "this may not have arrived: ", "nor may ");
  }

  /** Says of what waited that it was not sent. */
  static List<String> unsent(List<Utterance> utterances) {
    return some(utterances, "this was not sent: ", "nor were ");
  }

  private static List<String> some(List<Utterance> utterances, String what, String more) {
    List<String> lines = new ArrayList<>();
    utterances.stream()
        .limit(DOUBTS_SHOWN)
        .forEach(one -> lines.add(what + one.text().toSingleLine()));
    if (utterances.size() > DOUBTS_SHOWN) {
      lines.add(more + (utterances.size() - DOUBTS_SHOWN) + " more lines said after it");
    }
    return lines;
  }

  private CompletionStage<Done> full(
      Utterance utterance, Supplier<CompletionStage<Done>> send, CompletionStage<Done> changed) {
    if (!screen.isInteractive()) {
      return changed.thenCompose(room -> say(utterance, send));
    }
    if (memory.outgoing().isOpen()) {
      memory.outgoing().forgetOldest();
      return say(utterance, send);
    }
    screen.complain("that was not sent: " + memory.outgoing().size() + " lines wait already");
    return Voice.done();
  }
}
