package io.parley.client;

import io.parley.client.command.CommandCompleter;
import io.parley.client.command.CommandHandler;
import io.parley.client.command.CommandTable;
import io.parley.client.command.UserCommand;
import io.parley.client.delivery.SendWindow;
import io.parley.client.screen.Screen;
import io.parley.client.state.ClientState;
import io.parley.client.state.MessageFilter;
import io.parley.client.transport.ConnectionFailedException;
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

  private static final Duration REFRESH_INTERVAL = Duration.ofSeconds(1);

  private final ClientContext context;
  private volatile Runnable onConnected = () -> {};
  private final CommandTable commandTable;

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
    ClientState memory =
        ClientState.create(
            dialect,
            nickname,
            new MessageFilter(settings.screen().highlight()),
            settings.reconnect().maxPending());
    this.commandTable = new CommandTable(screen.hasWindows());
    this.context =
        new ClientContext(
            system,
            settings,
            dialect,
            screen,
            memory,
            screen.formatter(memory.rooms(), clock),
            clock,
            (wait, task) ->
                system
                    .scheduler()
                    .scheduleOnce(
                        wait, task, system.dispatchers().lookup(DispatcherSelector.blocking())));
  }

  /** What to do as soon as there is a connection; it may be lost any moment after. */
  public void whenConnected(Runnable action) {
    onConnected = action;
  }

  /**
   * Connects, and chats until it is over.
   *
   * @return {@link #LEFT} or {@link #LOST}
   * @throws ConnectionFailedException if the host is unknown or none of its addresses answers
   */
  public int run(String host, int port) throws ConnectionFailedException {
    return run(host, port, Optional.empty());
  }

  /**
   * Connects, enters a room, and chats until it is over.
   *
   * @param room the room; where the dialect has none, that is said
   * @return {@link #LEFT} or {@link #LOST}
   * @throws ConnectionFailedException if the host is unknown or none of its addresses answers
   */
  public int run(String host, int port, Optional<String> room) throws ConnectionFailedException {
    boolean person = context.screen().isInteractive();
    ConnectionLifecycle connection =
        new ConnectionLifecycle(context, host, port, person ? room : Optional.empty());
    connection.connect();
    onConnected.run();
    runInput(connection, person ? Optional.empty() : room.map(ChatClient::enter))
        .whenComplete((done, failure) -> connection.shutdown().onInputEnded(failure));
    context.screen().onClose(() -> connection.shutdown().onInputEnded(null));
    refresh(connection.shutdown());
    int how = connection.shutdown().awaitExitStatus();
    context.screen().onClose(() -> {});
    connection.finish(); // also if the server went first
    return how;
  }

  /** Time passes: the lag grows, and so does the number of attempts to connect. */
  private void refresh(ShutdownSequence ending) {
    if (!ending.isDone() && context.screen().hasWindows()) {
      context.screen().refresh();
      context.scheduler().scheduleOnce(REFRESH_INTERVAL, () -> refresh(ending));
    }
  }

  private static UserCommand enter(String room) {
    return new UserCommand.SendRequest(new Request.Join(room), "rooms");
  }

  /**
   * Does what is typed.
   *
   * @param first what to do before that, once this client is in: a script says all it has to say in
   *     that room
   */
  private CompletionStage<Done> runInput(
      ConnectionLifecycle connection, Optional<UserCommand> first) {
    CommandHandler commands =
        new CommandHandler(
            context.screen(),
            context.state(),
            context.formatter(),
            connection.sender(),
            connection::reconnect);
    Screen screen = context.screen();
    ClientState memory = context.state();
    screen.onPageUp(commands::showOlderPage);
    screen.onSwitchRoom(commands::switchRoom);
    screen.setCompletion(
        new CommandCompleter(
            commandTable, memory.rooms(), memory.memberLists(), memory.registration()::isSelf));
    screen.setStatusSource(() -> memory.status(connection.serverAddress()));
    ClientSettings settings = context.settings();
    SendWindow inStep =
        new SendWindow(
            screen,
            memory.pendingRequests(),
            settings.reconnect().maxPending(),
            settings.stallTimeout());
    return Source.from(first.stream().toList())
        .concat(
            Source.unfoldResource(context::screen, Screen::readLine, none -> {})
                .map(commandTable::parse))
        .takeWhile(input -> !(input instanceof UserCommand.Quit))
        .mapAsync(1, input -> input.accept(commands).thenCompose(said -> inStep.whenOpen()))
        .withAttributes(ActorAttributes.dispatcher(Dispatchers.DefaultBlockingDispatcherId()))
        .runWith(Sink.ignore(), Materializer.matFromSystem(context.system()));
  }
}
