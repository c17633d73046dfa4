package io.parley.client;

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
final class Listening {

  /** What a connection does about what is heard. */
  interface Host {
    void say(ClientMessage message);

    /** This client has been let in; returns what to show. */
    List<Line> onIn();

    /** It is back in all its rooms, and has caught up with them; returns what to show. */
    List<Line> onHome(Homecoming homecoming);

    /**
     * The nickname was refused.
     *
     * @param cues what a screen is about to do, for what it is to do besides
     */
    void onRefused(Problem problem, List<Cue> cues);
  }

  private static final int LINES_AT_ONCE = 2000;

  /** More pictures than that nobody sees; and whoever types meanwhile waits for them. */
  private static final Duration FRAME = Duration.ofMillis(40);

  private final Memory memory;
  private final Hearing hearing;
  private final Homecoming homecoming;
  private final boolean again;
  private final Host host;
  private Optional<Problem> refusal = Optional.empty();

  /**
   * Nothing has come yet.
   *
   * @param again whether this client was in before, on another connection
   */
  Listening(Memory memory, Hearing hearing, Homecoming homecoming, boolean again, Host host) {
    this.memory = memory;
    this.hearing = hearing;
    this.homecoming = homecoming;
    this.again = again;
    this.host = host;
  }

  /**
   * Where what comes goes to; done when all of it is shown, and failed if the connection broke.
   * What comes faster than a terminal draws is drawn together, on a thread of its own: a terminal
   * that is stopped stops nothing else.
   */
  Sink<DecodeResult<ServerMessage>, CompletionStage<Done>> events(Consumer<List<Cue>> draw) {
    return Flow.<DecodeResult<ServerMessage>>create()
        .map(this::cuesOf)
        .watchTermination((none, ended) -> ended)
        .onErrorComplete() // what has come is shown even so
        .batch(
            LINES_AT_ONCE,
            ArrayList::new,
            (List<Cue> together, List<Cue> more) -> {
              together.addAll(more);
              return together;
            })
        .throttle(1, FRAME)
        .toMat(
            Sink.<List<Cue>>foreach(draw::accept).async(Dispatchers.DefaultBlockingDispatcherId()),
            (ended, shown) -> shown.thenCompose(all -> ended));
  }

  /** A server that asks for no name has let this client in as soon as it is connected. */
  synchronized List<Cue> in() {
    List<Cue> cues = new ArrayList<>(host.onIn());
    cues.addAll(step(homecoming.isHome(), homecoming.in()));
    return cues;
  }

  /** How far the way home has been gone; empty if this client is there. */
  synchronized OptionalInt progress() {
    return homecoming.isHome() ? OptionalInt.empty() : OptionalInt.of(homecoming.progress());
  }

  /** What to show if the way home has been gone no further since. */
  synchronized List<Cue> late(OptionalInt since) {
    return since.isPresent() && since.equals(progress())
        ? step(false, homecoming.late())
        : List.of();
  }

  /** Why the server will not let this client in, if it has said so. */
  synchronized Optional<Problem> refusal() {
    return refusal;
  }

  private synchronized List<Cue> cuesOf(DecodeResult<ServerMessage> received) {
    return received instanceof DecodeResult.Message<ServerMessage> message
        ? heard(message.message())
        : List.copyOf(hearing.unreadable(received));
  }

  private List<Cue> heard(ServerMessage message) {
    Registering registering = memory.registering();
    boolean wasIn = registering.isIn();
    boolean wasRefused = registering.isRefused();
    if (!wasIn && message instanceof ServerMessage.Refused refused) {
      refusal = Optional.of(refused.problem());
      if (again) { // told as the reason why this attempt has failed
        return refusedAgain(refused);
      }
    }
    List<Cue> cues = new ArrayList<>(step(homecoming.isHome(), homecoming.heard(message)));
    registering.heard(message).ifPresent(host::say);
    if (registering.isRefused() && !wasRefused) {
      host.onRefused(refusal.orElseThrow(), cues);
    }
    if (registering.isIn() && !wasIn) {
      cues.addAll(0, host.onIn());
      cues.addAll(step(homecoming.isHome(), homecoming.in()));
    }
    return cues;
  }

  /** Only whoever has to choose another nickname has to know more than that it failed. */
  private List<Cue> refusedAgain(ServerMessage.Refused refused) {
    Optional<ClientMessage> ignored = memory.registering().heard(refused);
    List<Cue> cues = new ArrayList<>();
    if (memory.registering().isRefused()) {
      host.onRefused(refused.problem(), cues);
    }
    if (!cues.isEmpty()) {
      cues.addAll(0, hearing.heard(refused));
    }
    return cues;
  }

  private List<Cue> step(boolean wasHome, Homecoming.Step step) {
    List<Cue> cues = new ArrayList<>();
    step.heard().forEach(one -> cues.addAll(hearing.heard(one)));
    step.said().forEach(host::say);
    if (homecoming.isHome() && !wasHome) {
      cues.addAll(host.onHome(homecoming));
    }
    return cues;
  }
}
