package io.parley.client;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.Done;
import org.apache.pekko.stream.Materializer;
import org.jspecify.annotations.Nullable;

/** One connection of a visit, from the attempt to make it until it is gone. */
final class Call implements Listening.Host, Pulse.Work {

  /** Who makes it. What it returns is shown. */
  interface Owner {
    List<Line> onIn(Call call);

    List<Line> onHome(Call call, Homecoming homecoming);

    void onRefused(Call call, Problem problem, List<Cue> cues);

    /** Everything that came has been dealt with. */
    void onEnded(Call call, @Nullable Throwable failure);
  }

  private static final ClientMessage PING = new ClientMessage.Ping();
  private static final String STALLED = "the server takes nothing any more";

  private final Visit visit;
  private final Owner owner;
  private final Listening listening;
  private final Pulse pulse;
  private final Drawing drawing;

  /** There when it is connected: a server may speak before that is known here. */
  private final CompletableFuture<ServerLink> link = new CompletableFuture<>();

  private volatile boolean over;
  private volatile boolean heard;

  Call(Visit visit, Hearing hearing, Owner owner) {
    this.visit = visit;
    this.owner = owner;
    this.drawing = new Drawing(visit.screen(), visit.memory());
    Memory memory = visit.memory();
    StayingSettings staying = visit.settings().staying();
    boolean again = memory.standing().wasIn();
    this.listening =
        new Listening(
            memory,
            hearing,
            again ? Homecoming.again(memory, staying.catchUp()) : Homecoming.first(memory),
            again,
            this);
    this.pulse =
        new Pulse(staying.ping(), staying.silence(), memory.pings(), System::nanoTime, this);
  }

  /**
   * Connects, and says what this dialect says first. Blocks until then.
   *
   * @throws CannotConnectException if the host is unknown or none of its addresses answers
   */
  void connect(String host, int port) throws CannotConnectException {
    ServerLink begun = link(host, port);
    visit.memory().standing().reached();
    visit.memory().registering().onConnected().ifPresent(this::say);
    if (visit.memory().registering().isGuest()) {
      visit.memory().ledger().enter();
      comeInUnasked();
    }
    begun
        .ended()
        .whenComplete(
            (done, failure) -> {
              over = true;
              owner.onEnded(this, failure);
            });
  }

  /** Many a port takes whoever comes, and closes at once: coming again is being there a while. */
  private void comeInUnasked() {
    if (visit.memory().standing().wasIn()) {
      visit.timer().after(visit.settings().staying().retry(), this::comeIn);
    } else {
      comeIn();
    }
  }

  private void comeIn() {
    if (!over) {
      draw(listening.in());
    }
  }

  private ServerLink link(String host, int port) throws CannotConnectException {
    try {
      ServerLink begun =
          new Connector(visit.system(), visit.settings().connect())
              .connect(
                  host,
                  port,
                  socket ->
                      ServerLink.over(
                          socket,
                          visit.dialect().clientCodec(),
                          listening.events(this::draw),
                          this::heard,
                          Materializer.matFromSystem(visit.system())));
      boolean ignored = link.complete(begun);
      return begun;
    } catch (CannotConnectException | RuntimeException e) {
      boolean ignored = link.completeExceptionally(e); // or else whoever speaks waits for ever
      throw e;
    }
  }

  /** Says it; done when there is room for more, also if the connection is gone. */
  CompletionStage<Done> send(ClientMessage message) {
    return trySending(message).exceptionally(failure -> Done.getInstance());
  }

  /** Says it; fails if the connection is gone. */
  CompletionStage<Done> trySending(ClientMessage message) {
    return link.thenCompose(begun -> begun.send(message, visit.settings().stall()))
        .whenComplete(
            (done, failure) -> {
              if (failure instanceof TimeoutException
                  || (failure != null && failure.getCause() instanceof TimeoutException)) {
                tearDown(STALLED);
              }
            });
  }

  /** Closes our side when all that was sent has gone out. */
  void finish() {
    CompletableFuture<Void> ignored = link.thenAccept(ServerLink::finish);
  }

  void tearDown(String why) {
    CompletableFuture<Void> ignored =
        link.thenAccept(begun -> begun.tearDown(new TornDownException(why)));
  }

  /** Whether anything has come over it. */
  boolean wasHeard() {
    return heard;
  }

  /** Why the server will not let this client in, if it has said so. */
  Optional<Problem> refusal() {
    return listening.refusal();
  }

  @Override
  public void say(ClientMessage message) {
    CompletionStage<Done> ignored = send(message);
  }

  @Override
  public List<Line> onIn() {
    visit.timer().after(visit.settings().staying().ping(), this::beat);
    awaitHome();
    return owner.onIn(this);
  }

  @Override
  public List<Line> onHome(Homecoming homecoming) {
    return owner.onHome(this, homecoming);
  }

  @Override
  public void onRefused(Problem problem, List<Cue> cues) {
    owner.onRefused(this, problem, cues);
  }

  @Override
  public void ping() {
    synchronized (listening) { // which pings, too
      if (visit.memory().abilities().can(PING)) {
        visit.memory().pings().kept();
        say(PING);
      }
    }
  }

  @Override
  public void tearDown() {
    tearDown("nothing was heard of the server for too long");
  }

  /** A server that does not answer must not keep from saying more. */
  private void awaitHome() {
    OptionalInt progress = listening.progress();
    if (progress.isPresent() && !over) {
      visit
          .timer()
          .after(
              visit.settings().staying().silence(),
              () -> {
                List<Cue> cues = over ? List.of() : listening.late(progress);
                if (!cues.isEmpty()) {
                  draw(cues);
                }
                awaitHome();
              });
    }
  }

  private void heard() {
    heard = true;
    pulse.heard();
  }

  private void beat() {
    if (!over) {
      visit.timer().after(pulse.beat(), this::beat);
    }
  }

  private void draw(List<Cue> cues) {
    pulse.drawing(true);
    try {
      drawing.draw(cues);
    } finally {
      pulse.drawing(false);
    }
  }
}
