package io.parley.client;

import io.parley.client.local.LocalStore;
import io.parley.client.screen.Screen;
import io.parley.client.tls.CertificateTrust;
import io.parley.client.transport.ConnectionFailedException;
import io.parley.client.transport.ProtocolDetector;
import io.parley.protocol.Password;
import io.parley.protocol.RoomName;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.AskPattern;

/** A client of a chat server, from the first connection until the user leaves. */
public final class ChatClient {
  /** The exit status when the user left. */
  public static final int LEFT = 0;

  /** The exit status when the connection was lost or texts are unconfirmed. */
  public static final int LOST = 1;

  /** How long a key waits for the actor, which never blocks. */
  private static final Duration KEY_TIMEOUT = Duration.ofSeconds(1);

  private final ActorSystem<?> system;
  private final ClientSettings settings;
  private final ProtocolDetector detector;
  private String nickname;
  private final Screen screen;
  private final Clock clock;
  private Runnable onRegistered = () -> {};
  private Optional<LocalStore> store = Optional.empty();
  private Optional<CertificateTrust> trust = Optional.empty();
  private Optional<Password> password = Optional.empty();

  /**
   * A client.
   *
   * @param detector with the dialect of the client
   */
  public ChatClient(
      ClientSettings settings, ProtocolDetector detector, String nickname, Screen screen) {
    this(settings, detector, nickname, screen, Clock.system(ZoneId.systemDefault()));
  }

  /**
   * A client with a clock for tests.
   *
   * @param detector with the dialect of the client
   * @param clock the time and time zone for shown messages
   */
  ChatClient(
      ClientSettings settings,
      ProtocolDetector detector,
      String nickname,
      Screen screen,
      Clock clock) {
    this.system = detector.system();
    this.settings = settings;
    this.detector = detector;
    this.nickname = nickname;
    this.screen = screen;
    this.clock = clock;
  }

  /**
   * Sets a callback for the first time that a server accepts the nickname. It runs in a thread of
   * the actor system, and {@link #run} waits for it.
   */
  public void whenRegistered(Runnable action) {
    onRegistered = action;
  }

  /** The nickname of this client; after {@link #run} the one that it had last. */
  public String nickname() {
    return nickname;
  }

  /** Sets the files of the server, which only an interactive client uses. */
  public void useStore(LocalStore files) {
    store = Optional.of(files);
  }

  /** Protects all connections by TLS; only these certificates are accepted. */
  public void useTls(CertificateTrust accepted) {
    trust = Optional.of(accepted);
  }

  /** Logs in with this password, in the dialects that have one. It stays in memory. */
  public void usePassword(Password known) {
    password = Optional.of(known);
  }

  /**
   * Connects, and chats until the end.
   *
   * @return {@link #LEFT} or {@link #LOST}
   * @throws ConnectionFailedException if the host is unknown or none of its addresses answers
   */
  public int run(String host, int port) throws ConnectionFailedException {
    return run(host, port, Optional.empty());
  }

  /**
   * Connects, joins a room, and chats until the end.
   *
   * @param room the room; a dialect without rooms refuses it with a line
   * @return {@link #LEFT} or {@link #LOST}
   * @throws ConnectionFailedException if the host is unknown or none of its addresses answers
   */
  public int run(String host, int port, Optional<String> room) throws ConnectionFailedException {
    return run(host, port, room, List.of());
  }

  /**
   * The same with further rooms. An interactive client that keeps its rooms joins those of the last
   * time, too.
   *
   * @param room the room that is shown; empty for that of the last time
   * @param moreRooms further rooms to join
   */
  public int run(String host, int port, Optional<String> room, List<String> moreRooms)
      throws ConnectionFailedException {
    ClientSetup setup =
        ClientSetup.create(
            settings, detector, screen, nickname, host, port, trust, room, moreRooms, clock, store);
    password.ifPresent(setup.state().registration()::setPassword);
    CompletableFuture<Void> callback =
        setup.registered().thenRunAsync(onRegistered, system.executionContext());
    ActorRef<ClientActor.Command> client =
        system.systemActorOf(
            ClientActor.create(setup), "client-" + UUID.randomUUID(), Props.empty());
    awaitConnected(setup);
    bindScreen(setup, client);
    client.tell(new ClientActor.StartInput());
    int status = setup.exitStatus().join();
    if (setup.registered().isDone()) {
      nickname = setup.state().registration().nickname(); // the actor has ended
      callback.join();
    }
    screen.onClose(() -> {});
    return status;
  }

  private static void awaitConnected(ClientSetup setup) throws ConnectionFailedException {
    try {
      setup.connected().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof ConnectionFailedException failure) {
        throw failure;
      }
      throw e;
    }
  }

  /**
   * Keys send messages to the actor. Two of them wait for its answer, on the thread of the terminal
   * and with the editor's lock; the actor itself never waits for that lock.
   */
  private void bindScreen(ClientSetup setup, ActorRef<ClientActor.Command> client) {
    screen
        .windowed()
        .ifPresent(
            windowed -> {
              windowed.onPageUp(() -> client.tell(new ClientActor.OlderPageRequested()));
              windowed.onSwitchRoom(
                  window -> {
                    boolean selected = select(client, window);
                    if (selected) {
                      windowed.showLatest(setup::latestSnapshot);
                    }
                    return selected;
                  });
              windowed.onView(newest -> client.tell(new ClientActor.ViewChanged(newest)));
              windowed.setCompletion(typed -> complete(client, typed));
              windowed.setStatusSource(() -> setup.latestSnapshot().status());
            });
    screen.onClose(() -> client.tell(new ClientActor.InputEnded()));
  }

  private boolean select(ActorRef<ClientActor.Command> client, RoomName window) {
    CompletionStage<Boolean> selected =
        AskPattern.ask(
            client,
            (ActorRef<Boolean> replyTo) -> new ClientActor.SelectWindow(window, replyTo),
            KEY_TIMEOUT,
            system.scheduler());
    return selected.exceptionally(late -> false).toCompletableFuture().join();
  }

  private List<String> complete(ActorRef<ClientActor.Command> client, String typed) {
    CompletionStage<ClientActor.Candidates> candidates =
        AskPattern.ask(
            client,
            (ActorRef<ClientActor.Candidates> replyTo) -> new ClientActor.Complete(typed, replyTo),
            KEY_TIMEOUT,
            system.scheduler());
    return candidates
        .exceptionally(late -> new ClientActor.Candidates(List.of()))
        .toCompletableFuture()
        .join()
        .words();
  }
}
