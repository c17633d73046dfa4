package io.parley.client;

import io.parley.dialect.Dialect;
import io.parley.dialect.Received;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.dispatch.Dispatchers;
import org.apache.pekko.stream.ActorAttributes;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.Tcp;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** One visit to a server: from connecting until somebody leaves. */
public final class ChatClient {
  /** How the visit ended: the exit status of the program. */
  public static final int LEFT = 0;

  /** The server went away, or what was said did not come back. */
  public static final int LOST = 1;

  private static final int LINES_AT_ONCE = 1000;

  private final ActorSystem<?> system;
  private final ClientSettings settings;
  private final Dialect dialect;
  private final Screen screen;
  private final Connector connector;
  private final InputTable inputTable = new InputTable();
  private final Wording wording;
  private final Memory memory;
  private final Hearing hearing;
  private final Ending ending;

  /** The connection there is, or is about to be: a server may speak before it is known here. */
  private volatile CompletableFuture<ServerLink> link = new CompletableFuture<>();

  private volatile Runnable connected = () -> {};

  /** A connection that the server ends as it refused the nickname. */
  private volatile @Nullable ServerLink givenUp;

  public ChatClient(
      ActorSystem<?> system,
      ClientSettings settings,
      Dialect dialect,
      String nickname,
      Screen screen) {
    this(system, settings, dialect, nickname, screen, Clock.system(ZoneId.systemDefault()));
  }

  /**
   * A visit at another time.
   *
   * @param clock what day it is, and in which zone
   */
  ChatClient(
      ActorSystem<?> system,
      ClientSettings settings,
      Dialect dialect,
      String nickname,
      Screen screen,
      Clock clock) {
    this.system = system;
    this.settings = settings;
    this.dialect = dialect;
    this.screen = screen;
    this.connector = new Connector(system, settings.connect());
    this.memory = Memory.of(dialect, nickname, new Attention(settings.screen().highlight()));
    this.wording = screen.wording(memory.rooms(), clock);
    this.hearing = new Hearing(memory, screen, wording, clock);
    this.ending =
        new Ending(screen, memory.ledger(), settings.linger(), this::sayGoodbye, this::finish);
  }

  /** What to do as soon as there is a connection; it may be lost any moment after. */
  public void whenConnected(Runnable action) {
    connected = action;
  }

  /**
   * Connects, and chats until it is over.
   *
   * @return {@link #LEFT} or {@link #LOST}
   * @throws CannotConnectException if the host is unknown or none of its addresses answers
   */
  public int run(String host, int port) throws CannotConnectException {
    return run(host, port, Optional.empty());
  }

  /**
   * Connects, enters a room once it is let in, and chats until it is over.
   *
   * @param room where to talk; the lobby if it is empty
   * @return {@link #LEFT} or {@link #LOST}
   * @throws CannotConnectException if the host is unknown or none of its addresses answers
   */
  public int run(String host, int port, Optional<String> room) throws CannotConnectException {
    begin(host, port);
    keyboard(host, port, room.map(Meanings::enter))
        .whenComplete((done, failure) -> ending.onInputEnded(failure));
    screen.onClose(() -> ending.onInputEnded(null));
    int how = ending.await();
    screen.onClose(() -> {});
    finish(); // also if the server went first
    return how;
  }

  /** Connects, and says what this dialect says first. */
  private void begin(String host, int port) throws CannotConnectException {
    CompletableFuture<ServerLink> next = new CompletableFuture<>();
    link = next;
    ServerLink begun = connector.connect(host, port, this::over);
    next.complete(begun);
    connected.run();
    begun.ended().whenComplete((done, failure) -> onEnded(begun, host + ":" + port, failure));
    memory.registering().onConnected().ifPresent(this::say);
    if (memory.registering().isIn()) {
      memory.ledger().enter();
    }
  }

  private CompletionStage<ServerLink> over(
      Flow<ByteString, ByteString, CompletionStage<Tcp.OutgoingConnection>> socket) {
    return ServerLink.over(
        socket, dialect.clientSide(), events(), Materializer.matFromSystem(system));
  }

  private CompletionStage<Done> say(ClientMessage message) {
    return link.thenCompose(begun -> begun.send(message, settings.stall()));
  }

  private void sayGoodbye() {
    if (memory.registering().isIn()) {
      say(new ClientMessage.Quit()); // nothing, where closing says it
    }
  }

  /** Closes our side when all that was sent has gone out. */
  private void finish() {
    CompletableFuture<Void> ignored = link.thenAccept(ServerLink::finish);
  }

  private void onEnded(ServerLink ended, String server, @Nullable Throwable failure) {
    if (ended != givenUp || ending.isLeaving()) { // or else the next nickname gets a new connection
      ending.onEnded(server, failure);
    }
  }

  /**
   * Counts and shows what comes. Lines that come faster than a terminal draws are drawn together,
   * on a thread of their own: a terminal that is stopped stops nothing else.
   */
  private Sink<Received<ServerMessage>, CompletionStage<Done>> events() {
    Flow<Received<ServerMessage>, List<Line>, NotUsed> lines =
        Flow.<Received<ServerMessage>>create().map(this::linesOf);
    return lines
        .batch(
            LINES_AT_ONCE,
            ArrayList::new,
            (List<Line> together, List<Line> more) -> {
              together.addAll(more);
              return together;
            })
        .toMat(
            Sink.<List<Line>>foreach(screen::draw).async(Dispatchers.DefaultBlockingDispatcherId()),
            Keep.right());
  }

  private List<Line> linesOf(Received<ServerMessage> received) {
    return received instanceof Received.Message<ServerMessage> message
        ? heard(message.message())
        : hearing.unreadable(received);
  }

  private List<Line> heard(ServerMessage message) {
    Registering registering = memory.registering();
    boolean wasRefused = registering.isRefused();
    List<Line> lines = new ArrayList<>(hearing.heard(message));
    registering.heard(message).ifPresent(this::say);
    if (registering.isRefused() && !wasRefused) {
      onRefused(lines);
    }
    return lines;
  }

  /** A person may think of another nickname; a script cannot. */
  private void onRefused(List<Line> lines) {
    boolean mayRetry = memory.registering().mayRetry();
    if (screen.isInteractive()) {
      givenUp = mayRetry ? null : link.getNow(null);
      screen.prompt("nickname");
      lines.add(Line.now("*** Type another nickname, or /q to leave."));
    } else if (mayRetry) {
      screen.draw(lines); // or else this would end before it is shown
      lines.clear();
      ending.lost();
    } // else the server closes, which ends it
  }

  /**
   * What is typed, after something to do first. A person may have to type another nickname before
   * that can be done; a script waits, so that what it says is said there.
   */
  private CompletionStage<Done> keyboard(String host, int port, Optional<Input> first) {
    Voice voice = new Voice(dialect, settings.stall(), screen, wording, memory, this::say);
    InStep inStep = new InStep(screen, memory.ledger(), settings.unanswered(), settings.stall());
    Commands commands = new Commands(screen, memory, wording, voice, () -> reconnect(host, port));
    screen.onPageUp(commands::turnPage);
    screen.onTurn(commands::turnRoom);
    screen.complete(new WordCompletion(inputTable, memory.rooms(), memory.presence()));
    screen.watch(() -> memory.status(host + ":" + port));
    Optional<Input> before = screen.isInteractive() ? Optional.empty() : first;
    if (before.isEmpty() && first.isPresent()) {
      CompletionStage<Done> ignored =
          memory.registering().whenIn().thenCompose(in -> first.get().accept(commands));
    }
    return Source.unfoldResource(() -> screen, Screen::readLine, none -> {})
        .map(inputTable::interpret)
        .prepend(Source.from(before.stream().toList()))
        .takeWhile(input -> !(input instanceof Input.Quit))
        .mapAsync(1, input -> input.accept(commands).thenCompose(said -> inStep.next()))
        .withAttributes(ActorAttributes.dispatcher(Dispatchers.DefaultBlockingDispatcherId()))
        .runWith(Sink.ignore(), Materializer.matFromSystem(system));
  }

  /** A new connection for a new nickname. */
  private CompletionStage<Done> reconnect(String host, int port) {
    try {
      begin(host, port);
      return CompletableFuture.completedFuture(Done.getInstance());
    } catch (CannotConnectException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
