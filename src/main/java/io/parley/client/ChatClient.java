package io.parley.client;

import io.parley.dialect.Dialect;
import io.parley.protocol.Request;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.dispatch.Dispatchers;
import org.apache.pekko.stream.ActorAttributes;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/** One visit to a server: from connecting until somebody leaves. */
public final class ChatClient {
  /** How the visit ended: the exit status of the program. */
  public static final int LEFT = 0;

  /** The server went away, or what was said did not come back. */
  public static final int LOST = 1;

  private static final Duration REFRESH = Duration.ofSeconds(1);

  private final Visit visit;
  private volatile Runnable connected = () -> {};
  private final InputTable inputTable;

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
    Memory memory =
        Memory.of(
            dialect,
            nickname,
            new Attention(settings.screen().highlight()),
            settings.staying().waiting());
    this.inputTable = new InputTable(screen.hasWindows());
    this.visit =
        new Visit(
            system,
            settings,
            dialect,
            screen,
            memory,
            screen.wording(memory.rooms(), clock),
            clock,
            (wait, task) ->
                system
                    .scheduler()
                    .scheduleOnce(
                        wait, task, system.dispatchers().lookup(DispatcherSelector.blocking())));
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
   * Connects, enters a room, and chats until it is over.
   *
   * @param room the room; where the dialect has none, that is said
   * @return {@link #LEFT} or {@link #LOST}
   * @throws CannotConnectException if the host is unknown or none of its addresses answers
   */
  public int run(String host, int port, Optional<String> room) throws CannotConnectException {
    boolean person = visit.screen().isInteractive();
    Connection connection = new Connection(visit, host, port, person ? room : Optional.empty());
    connection.begin();
    connected.run();
    keyboard(connection, person ? Optional.empty() : room.map(ChatClient::enter))
        .whenComplete((done, failure) -> connection.ending().onInputEnded(failure));
    visit.screen().onClose(() -> connection.ending().onInputEnded(null));
    refresh(connection.ending());
    int how = connection.ending().await();
    visit.screen().onClose(() -> {});
    connection.finish(); // also if the server went first
    return how;
  }

  /** Time passes: the lag grows, and so does the number of attempts to connect. */
  private void refresh(Ending ending) {
    if (!ending.isOver() && visit.screen().hasWindows()) {
      visit.screen().refresh();
      visit.timer().after(REFRESH, () -> refresh(ending));
    }
  }

  private static Input enter(String room) {
    return new Input.Ask(new Request.Join(room), "rooms");
  }

  /**
   * Does what is typed.
   *
   * @param first what to do before that, once this client is in: a script says all it has to say in
   *     that room
   */
  private CompletionStage<Done> keyboard(Connection connection, Optional<Input> first) {
    Commands commands =
        new Commands(
            visit.screen(),
            visit.memory(),
            visit.wording(),
            connection.voice(),
            connection::reconnect);
    Screen screen = visit.screen();
    Memory memory = visit.memory();
    screen.onPageUp(commands::turnPage);
    screen.onTurn(commands::turnRoom);
    screen.complete(
        new WordCompletion(
            inputTable, memory.rooms(), memory.presence(), memory.registering()::isSelf));
    screen.watch(() -> memory.status(connection.server()));
    ClientSettings settings = visit.settings();
    InStep inStep =
        new InStep(screen, memory.ledger(), settings.staying().waiting(), settings.stall());
    return Source.from(first.stream().toList())
        .concat(
            Source.unfoldResource(visit::screen, Screen::readLine, none -> {})
                .map(inputTable::interpret))
        .takeWhile(input -> !(input instanceof Input.Quit))
        .mapAsync(1, input -> input.accept(commands).thenCompose(said -> inStep.next()))
        .withAttributes(ActorAttributes.dispatcher(Dispatchers.DefaultBlockingDispatcherId()))
        .runWith(Sink.ignore(), Materializer.matFromSystem(visit.system()));
  }
}
