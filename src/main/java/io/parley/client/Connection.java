package io.parley.client;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/** The connection of a visit: made, and made again when it is lost. */
final class Connection implements Call.Owner, Lifeline.Work {
  /** For so many attempts a nickname that is taken may be so by the connection that was lost. */
  private static final int GHOSTLY = 8;

  private final Visit visit;
  private final Memory memory;
  private final Screen screen;
  private final Hearing hearing;
  private final Voice voice;
  private final Ending ending;
  private final Lifeline lifeline;
  private final String host;
  private final int port;
  private final Optional<String> room;

  private volatile Call call;

  /** A connection that the server ends as it refused the nickname. */
  private volatile @Nullable Call givenUp;

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
    StayingSettings staying = visit.settings().staying();
    this.lifeline =
        new Lifeline(
            server(),
            new Backoff(staying.retry(), staying.longestRetry(), new Random()::nextDouble),
            staying.longestRetry(),
            screen.isInteractive() ? OptionalInt.empty() : OptionalInt.of(staying.attempts()),
            visit.timer(),
            System::nanoTime,
            memory.standing(),
            screen::complain,
            this);
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
  public void onIn(Call in) {
    boolean again = memory.standing().wasIn();
    memory.standing().in();
    if (again) {
      lifeline.back();
      screen.complain("connected to " + server() + " again");
    } else {
      room.ifPresent(this::enter);
    }
  }

  @Override
  public void onHome(Call home, Homecoming homecoming) {
    Outgoing outgoing = memory.outgoing();
    RoomName at = homecoming.tellsAll() ? homecoming.last() : memory.rooms().talking();
    if (homecoming.tellsAll()) {
      voice.doubt(outgoing.takeOutside(memory.rooms()::has));
      outgoing.sendAgain();
    } else {
      voice.doubt(outgoing.takeSent());
    }
    // A connection that goes meanwhile tells so itself.
    CompletionStage<Done> ignored =
        new Resending(memory, voice, outgoing.closings(), home::trySending).run(at);
  }

  /** A person may think of another nickname; a script cannot. */
  @Override
  public void onRefused(Call refused, Problem problem, List<Line> lines) {
    boolean mayRetry = memory.registering().mayRetry();
    if (mayBeOwnGhost(problem)) {
      if (mayRetry) {
        refused.tearDown(problem.message());
      }
    } else if (screen.isInteractive()) {
      givenUp = mayRetry ? null : refused;
      screen.prompt("nickname");
      lines.add(Line.now("*** Type another nickname, or /q to leave."));
    } else if (mayRetry) {
      screen.draw(lines); // or else this would end before it is shown
      lines.clear();
      ending.lost();
    } // else the server closes, which ends it
  }

  @Override
  public void onEnded(Call ended, @Nullable Throwable failure) {
    if (ending.isLeaving()) {
      ending.onEnded(server(), failure);
    } else if (ended == givenUp || ended != call) {
      return; // the next nickname gets a new connection
    } else if (!memory.standing().wasIn()
        || failure instanceof UncheckedIOException
        || ended.refusal().filter(this::isFinal).isPresent()) {
      ending.onEnded(server(), failure);
    } else {
      comeBack(ended, Ending.why(server(), failure));
    }
  }

  private void comeBack(Call ended, String why) {
    boolean wasIn = memory.standing().isConnected();
    ended.finish();
    memory.lost();
    voice.doubt(memory.outgoing().takePrivate());
    if (wasIn) {
      lifeline.lost(why);
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

  private boolean isFinal(Problem problem) {
    return problem.code().isAboutNickname() && !mayBeOwnGhost(problem);
  }

  private boolean mayBeOwnGhost(Problem problem) {
    return memory.standing().wasIn()
        && problem.code() == Problem.Code.NICKNAME_TAKEN
        && lifeline.failures() < GHOSTLY;
  }

  private void enter(String wanted) {
    CompletionStage<Done> ignored = voice.ask(new Request.Enter(wanted), "rooms");
  }

  private CompletionStage<Done> say(ClientMessage message) {
    return call.send(message);
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
