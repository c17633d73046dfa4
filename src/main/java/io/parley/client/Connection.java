package io.parley.client;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.protocol.Request;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/** The connection of a visit: made, and made again when it is lost. */
final class Connection implements Call.Owner, Lifeline.Work {
  private final Visit visit;
  private final Memory memory;
  private final Screen screen;
  private final Hearing hearing;
  private final Voice voice;
  private final Ending ending;
  private final Lifeline lifeline;
  private final Refusals refusals;
  private final String host;
  private final int port;
  private final Optional<String> room;

  private volatile Call call;

  /**
   * No connection yet.
   *
   * @param room the room to enter as soon as this client is in
   */
  Connection(Visit visit, String host, int port, Optional<String> room) {
    this.visit = visit;
    this.memory = visit.memory();
    this.screen = visit.screen();
    this.host = host;
    this.port = port;
    this.room = room;
    this.hearing = new Hearing(memory, screen, visit.wording(), visit.clock());
    this.voice =
        new Voice(
            visit.dialect(), visit.settings().stall(), screen, visit.wording(), memory, this::say);
    this.ending =
        new Ending(screen, memory, visit.settings().linger(), this::sayGoodbye, this::finish);
    this.lifeline = Lifeline.of(visit, server(), this);
    this.refusals = new Refusals(visit, lifeline, ending);
    this.call = new Call(visit, hearing, this);
  }

  Voice voice() {
    return voice;
  }

  Ending ending() {
    return ending;
  }

  /**
   * Connects.
   *
   * @throws CannotConnectException if the host is unknown or none of its addresses answers
   */
  void begin() throws CannotConnectException {
    Call next = new Call(visit, hearing, this);
    call = next;
    next.connect(host, port);
    if (ending.isLeaving()) {
      next.finish(); // whoever left did not know of it
    }
  }

  /** A new connection for a new nickname. */
  CompletionStage<Done> reconnect() {
    if (memory.standing().wasIn()) {
      attempt();
      return Voice.done();
    }
    try {
      begin();
      return Voice.done();
    } catch (CannotConnectException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Closes our side when all that was sent has gone out. */
  void finish() {
    call.finish();
  }

  @Override
  public void attempt() {
    if (ending.isLeaving()) {
      return;
    }
    try {
      begin();
      Call begun = call;
      visit.timer().after(visit.settings().staying().silence(), () -> awaitIn(begun));
    } catch (CannotConnectException e) {
      if (!ending.isLeaving()) {
        lifeline.failed(Causes.inWords(e));
      }
    }
  }

  @Override
  public void giveUp() {
    ending.lost();
  }

  @Override
  public List<Line> onIn(Call in) {
    boolean again = memory.standing().wasIn();
    memory.standing().in();
    if (again) {
      lifeline.back();
      return told(List.of("connected to " + server() + " again"));
    }
    room.ifPresent(this::enter);
    return List.of();
  }

  @Override
  public List<Line> onHome(Call home, Homecoming homecoming) {
    Outgoing outgoing = memory.outgoing();
    List<Utterance> doubtful = outgoing.takeUnclear(one -> !homecoming.tells(one.room()));
    doubtful.addAll(outgoing.takeUnsent(one -> !memory.rooms().has(one.room())));
    outgoing.sendAgain();
    Resending resending =
        new Resending(
            memory,
            voice.speech(),
            outgoing.closings(),
            home::trySending,
            homecoming.isTold()
                ? Optional.of(visit.settings().staying().silence())
                : Optional.empty(),
            screen::complain);
    // A connection that goes meanwhile tells so itself.
    CompletionStage<Done> ignored = resending.run(homecoming.last());
    return told(Speech.doubts(doubtful));
  }

  /** About the program itself; with the rest, as a terminal that is stopped must stop nothing. */
  private List<Line> told(List<String> lines) {
    if (screen.isInteractive()) {
      return lines.stream().map(line -> Line.now("parley: " + line)).toList();
    }
    lines.forEach(screen::complain);
    return List.of();
  }

  @Override
  public void onRefused(Call refused, Problem problem, List<Cue> cues) {
    refusals.onRefused(refused, problem, cues);
  }

  @Override
  public void onEnded(Call ended, @Nullable Throwable failure) {
    if (ending.isLeaving()) {
      ending.onEnded(server(), failure);
    } else if (refusals.isGivenUp(ended) || ended != call) {
      return; // the next nickname gets a new connection
    } else if (!memory.standing().wasIn()
        || failure instanceof UncheckedIOException
        || ended.refusal().filter(refusals::isFinal).isPresent()) {
      ending.onEnded(server(), failure);
    } else {
      comeBack(ended, Ending.why(server(), failure));
    }
  }

  private void comeBack(Call ended, String why) {
    boolean wasIn = memory.standing().isConnected();
    ended.finish();
    memory.lost();
    Speech.doubts(memory.outgoing().takeSent(Utterance::isPrivate)).forEach(screen::complain);
    if (wasIn) {
      lifeline.lost(why, ended.wasHeard());
    } else {
      lifeline.failed(ended.refusal().map(Problem::message).orElse(why));
    }
  }

  /** A server that lets nobody in, and does not say so, is no better than one that is gone. */
  private void awaitIn(Call begun) {
    if (begun == call && !memory.registering().isIn() && !memory.registering().isRefused()) {
      begun.tearDown("the server does not let anybody in");
    }
  }

  private void enter(String wanted) {
    CompletionStage<Done> ignored = voice.ask(new Request.Join(wanted), "rooms");
  }

  private CompletionStage<Done> say(List<ClientMessage> messages) {
    Call now = call; // all of it over one connection
    CompletionStage<Done> said = Voice.done();
    for (ClientMessage message : messages) {
      said = said.thenCompose(before -> now.trySending(message));
    }
    return said;
  }

  private void sayGoodbye() {
    if (memory.registering().isIn()) {
      call.say(new ClientMessage.Quit()); // nothing, where closing says it
    }
  }

  String server() {
    return host + ":" + port;
  }
}
