package io.parley.client.command;

import io.parley.client.delivery.OutgoingMessage;
import io.parley.client.model.DisplayLine;
import io.parley.client.model.WindowName;
import io.parley.client.render.MessageFormatter;
import io.parley.client.screen.Screen;
import io.parley.client.state.ClientState;
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
public final class TextSender {
  private static final int MAX_LISTED = 10;

  /** How long a script waits for a connection: until whoever makes it gives up. */
  private static final Duration UNLIMITED = Duration.ofDays(365);

  private final Dialect dialect;
  private final Duration echoTimeout;
  private final Screen screen;
  private final MessageFormatter formatter;
  private final ClientState state;

  /**
   * The speech of one visit.
   *
   * @param patience how long a script waits for what it said to come back, before it says more than
   *     may be under way
   */
  TextSender(
      Dialect dialect,
      Duration patience,
      Screen screen,
      MessageFormatter wording,
      ClientState memory) {
    this.dialect = dialect;
    this.echoTimeout = patience;
    this.screen = screen;
    this.formatter = wording;
    this.state = memory;
  }

  /**
   * Says it, or keeps it until it can be said.
   *
   * @param send counts and sends it
   */
  CompletionStage<Done> send(OutgoingMessage utterance, Supplier<CompletionStage<Done>> send) {
    CompletionStage<Done> changed = MessageSender.done();
    Optional<CompletionStage<Done>> said = state.outgoing().submit(utterance, send);
    if (said.isEmpty()) {
      changed = whenChanged();
      said = state.outgoing().submit(utterance, send);
    }
    if (said.isEmpty()) {
      return onQueueFull(utterance, send, changed);
    }
    if (!dialect.echoes() && screen.isInteractive()) {
      screen.draw(
          echoLines(
              openQuery(utterance.expectedEcho()),
              utterance.expectedEcho())); // it will not come back
    }
    return said.get();
  }

  private Optional<RoomName> openQuery(ServerMessage own) {
    if (screen.hasWindows() && own instanceof ServerMessage.PrivateMessage told) {
      state.queries().touch(told.to());
      state.showRooms(screen);
      return Optional.of(WindowName.ofQuery(told.to()));
    }
    return Optional.empty();
  }

  private List<DisplayLine> echoLines(Optional<RoomName> place, ServerMessage own) {
    String self = state.registration().nickname();
    return formatter.onMessage(own).stream()
        .map(text -> DisplayLine.live(text).withAuthor(self))
        .map(line -> place.isPresent() ? line.withRoom(place.get()) : line)
        .toList();
  }

  /** Completed when it may have changed what can be said. */
  CompletionStage<Done> whenChanged() {
    return state.outgoing().whenChanged(state.outgoing().isOpen() ? echoTimeout : UNLIMITED);
  }

  /** What is about to be sent, counted. */
  public ClientMessage track(OutgoingMessage utterance) {
    if (utterance.message() instanceof ClientMessage.RequestMessage asked) {
      state.pendingRequests().onRequestSent(asked.request(), false);
    } else {
      state.pendingRequests().onTextSent();
    }
    return utterance.message();
  }

  /** Says of what was said that nobody knows whether it arrived. */
  public static List<String> doubtfulLines(List<OutgoingMessage> utterances) {
    return describe(utterances, "this may not have arrived: ", "nor may ");
  }

  /** Says of what waited that it was not sent. */
  public static List<String> unsentLines(List<OutgoingMessage> utterances) {
    return describe(utterances, "this was not sent: ", "nor were ");
  }

  private static List<String> describe(List<OutgoingMessage> utterances, String what, String more) {
    List<String> lines = new ArrayList<>();
    utterances.stream()
        .limit(MAX_LISTED)
        .forEach(one -> lines.add(what + one.text().toSingleLine()));
    if (utterances.size() > MAX_LISTED) {
      lines.add(more + (utterances.size() - MAX_LISTED) + " more lines said after it");
    }
    return lines;
  }

  private CompletionStage<Done> onQueueFull(
      OutgoingMessage utterance,
      Supplier<CompletionStage<Done>> send,
      CompletionStage<Done> changed) {
    if (!screen.isInteractive()) {
      return changed.thenCompose(room -> send(utterance, send));
    }
    if (state.outgoing().isOpen()) {
      state.outgoing().dropOldest();
      return send(utterance, send);
    }
    screen.showDiagnostic("that was not sent: " + state.outgoing().size() + " lines wait already");
    return MessageSender.done();
  }
}
