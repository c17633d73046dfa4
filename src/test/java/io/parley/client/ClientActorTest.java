package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import io.parley.client.model.DisplayLine;
import io.parley.client.model.ScreenSnapshot;
import io.parley.client.reconnect.ReconnectSettings;
import io.parley.client.screen.FakeScreen;
import io.parley.client.transport.Connector;
import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.wire.flow.DecodeResult;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.stream.Materializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The client's actor, with a real socket and a manual clock. */
class ClientActorTest {
  /** The frame interval: the next frame is drawn after it. */
  private static final Duration TICK = Duration.ofMillis(40);

  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  @AutoClose private static final ClientTestKit testKit = new ClientTestKit();

  private final Config config = ClientTestKit.config();
  private final ActorTestKit kit =
      ActorTestKit.create("client-actor", ManualTime.config().withFallback(config));
  private final List<FakeScreen> screens = new ArrayList<>();
  private final ManualTime time = ManualTime.get(kit.system());
  @AutoClose private final ScriptedServer server = new ScriptedServer();

  @AfterEach
  void stop() {
    screens.forEach(FakeScreen::close); // releases the threads that read from them
    kit.shutdownTestKit();
  }

  @Test
  void script_reports_late_echoes_and_continues_when_they_arrive() throws Exception {
    FakeScreen screen = FakeScreen.script().type("one", "two");
    ClientSetup setup = start(screen, 1);
    server.welcome("pat");
    assertEquals("{\"type\":\"chat\",\"message\":\"one\"}", server.readPacket());
    assertEquals("*** pat has joined the chat", next(screen));
    assertEquals("parley: the server has confirmed no line for 2 s; still waiting", next(screen));

    server.send("{\"type\":\"chat\",\"nick\":\"pat\",\"message\":\"one\"}");

    assertEquals("{\"type\":\"chat\",\"message\":\"two\"}", server.readPacket());
    assertFalse(setup.exitStatus().isDone());
  }

  @Test
  void late_messages_of_old_stream_are_acknowledged_and_not_shown() throws Exception {
    FakeScreen screen = FakeScreen.interactive();
    ClientSetup setup = setup(screen, 1000);
    ActorRef<ClientActor.Command> client = start(setup);
    server.welcome("pat");
    assertEquals("*** pat has joined the chat", next(screen));
    TestProbe<ConnectionEvent.StreamAck> stream = kit.createTestProbe();
    ServerMessage late = new ServerMessage.Chatted(Nickname.sanitize("eve"), Text.sanitize("hi"));

    client.tell(
        new ConnectionEvent.MessagesReceived(
            UUID.randomUUID(), List.of(new DecodeResult.Message<>(late)), stream.ref()));
    client.tell(new ConnectionEvent.Disconnected(UUID.randomUUID(), Optional.empty()));

    assertEquals(ConnectionEvent.StreamAck.INSTANCE, stream.receiveMessage());
    screen.type("/ignore");
    assertEquals(
        "*** Ignored users: none", next(screen)); // and no line of the late messages before it
  }

  /** A busy room sends bytes more often than anything that a thread of the screen reads. */
  @Test
  void received_bytes_alone_publish_no_snapshot() throws Exception {
    FakeScreen screen = FakeScreen.interactive();
    ClientSetup setup = setup(screen, 1000);
    ActorRef<ClientActor.Command> client = start(setup);
    server.welcome("pat");
    assertEquals("*** pat has joined the chat", next(screen));
    TestProbe<ClientActor.Candidates> fence = kit.createTestProbe();
    ScreenSnapshot latest = setup.latestSnapshot();
    ScreenSnapshot marked =
        new ScreenSnapshot(
            "marked", latest.windows(), latest.renames(), latest.current(), latest.status());
    boolean unchanged = false;
    for (int i = 0; i < 100 && !unchanged; i++) { // other messages may still arrive at first
      setup.snapshot().set(marked);
      client.tell(new ConnectionEvent.BytesReceived(UUID.randomUUID()));
      client.tell(new ClientActor.Complete("", fence.ref()));
      ClientActor.Candidates ignored = fence.receiveMessage();
      unchanged = setup.latestSnapshot().equals(marked);
    }

    assertTrue(unchanged);
  }

  /** A server that ends accepts a connection and closes it: the client must connect again. */
  @Test
  void client_reconnects_when_stream_ends_before_its_connection_is_known() throws Exception {
    FakeScreen screen = FakeScreen.interactive();
    ActorRef<ClientActor.Command> client = start(setup(screen, 1000));
    server.welcome("pat");
    assertEquals("*** pat has joined the chat", next(screen));
    server.reset();
    assertEquals("parley: the connection to " + server.address() + " was lost", next(screen));
    time.timePasses(TICK);
    server.accept();
    expectHello();
    ServerConnection closedAtOnce = connect();
    server.accept();
    UUID id = closedAtOnce.id();
    TestProbe<ConnectionEvent.StreamAck> stream = kit.createTestProbe();

    client.tell(new ConnectionEvent.StreamStarted(id, stream.ref()));
    client.tell(new ConnectionEvent.StreamCompleted(id));
    client.tell(new ConnectionEvent.Connected(2, closedAtOnce));
    client.tell(new ConnectionEvent.Disconnected(id, Optional.empty()));

    assertEquals(ConnectionEvent.StreamAck.INSTANCE, stream.receiveMessage());
    String reason = "parley: no connection to " + server.address() + ": ";
    assertTrue(next(screen).startsWith(reason));
    time.timePasses(TICK);
    server.welcome("pat");
    assertEquals("parley: connected to " + server.address() + " again", next(screen));
  }

  /** A connection whose events do not reach the client under test. */
  private ServerConnection connect() throws Exception {
    TestProbe<ClientActor.Command> owner = kit.createTestProbe();
    return new Connector(kit.system(), TIMEOUT)
        .connect(
            ClientTestKit.HOST,
            server.port(),
            socket ->
                ServerConnection.open(
                    socket,
                    testKit.dialect().clientCodec(),
                    owner.ref(),
                    Materializer.matFromSystem(kit.system())));
  }

  /** Otherwise typed lines wait without end. */
  @Test
  void rejoin_completes_when_server_does_not_answer() throws Exception {
    FakeScreen screen = FakeScreen.interactive();
    ClientSetup setup = start(screen, 1000);
    server.accept();
    expectHello();
    server.send("{\"type\":\"join\",\"nick\":\"pat\",\"room\":\"garden\",\"time\":1}");
    assertEquals("*** pat has joined garden", next(screen));
    server.reset();
    assertEquals("parley: the connection to " + server.address() + " was lost", next(screen));
    screen.type("hi");
    time.timePasses(TICK);
    server.accept();
    expectHello();
    server.send("{\"type\":\"join\",\"nick\":\"pat\",\"room\":\"lobby\",\"time\":2}");
    assertEquals("{\"type\":\"join\",\"room\":\"garden\"}", server.readPacket());
    assertEquals("parley: connected to " + server.address() + " again", next(screen));
    assertEquals("*** pat has joined the chat", next(screen));
    assertEquals("*** No answer from the server about the room garden.", next(screen));

    assertEquals(
        "parley: this may not have arrived: hi",
        next(screen)); // the client is no longer in its room
    assertEquals("{\"type\":\"join\",\"room\":\"lobby\"}", server.readPacket());
    server.send("{\"type\":\"join\",\"nick\":\"pat\",\"room\":\"lobby\",\"time\":3}");
    screen.type("still here");
    assertEquals("{\"type\":\"chat\",\"message\":\"still here\"}", server.readPacket());
    assertFalse(setup.exitStatus().isDone());
  }

  @Test
  void room_is_entered_again_when_busy_server_accepts_later_attempt() throws Exception {
    FakeScreen screen = FakeScreen.interactive();
    ClientSetup setup = start(screen, 1000);
    server.accept();
    expectHello();
    server.send("{\"type\":\"join\",\"nick\":\"pat\",\"room\":\"garden\",\"time\":1}");
    assertEquals("*** pat has joined garden", next(screen));
    server.reset();
    assertEquals("parley: the connection to " + server.address() + " was lost", next(screen));
    screen.type("hi");
    time.timePasses(TICK);
    server.accept();
    expectHello();
    server.send("{\"type\":\"join\",\"nick\":\"pat\",\"room\":\"lobby\",\"time\":2}");
    assertEquals("parley: connected to " + server.address() + " again", next(screen));
    assertEquals("*** pat has joined the chat", next(screen));
    String join = "{\"type\":\"join\",\"room\":\"garden\"}";
    assertEquals(join, server.readPacket());

    server.send("{\"type\":\"error\",\"code\":\"SERVER_BUSY\",\"message\":\"Busy.\"}");
    assertEquals(
        "*** The room garden cannot be entered again yet; trying again. Busy.", next(screen));
    time.timePasses(TICK);
    assertEquals(join, server.readPacket());
    server.send("{\"type\":\"join\",\"nick\":\"pat\",\"room\":\"garden\",\"time\":3}");

    assertEquals( // of the room that this client is in again
        "{\"type\":\"history\",\"room\":\"garden\",\"limit\":200}", server.readPacket());
    assertFalse(setup.exitStatus().isDone());
  }

  /** A user can leave while the terminal is stopped. */
  @Test
  void exit_status_is_known_while_screen_is_blocked() throws Exception {
    CountDownLatch stopped = new CountDownLatch(1);
    FakeScreen screen =
        new FakeScreen(true) {
          @Override
          public void draw(List<DisplayLine> lines) {
            try {
              assertTrue(stopped.await(DEADLINE_SECONDS, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
        };
    ClientSetup setup = start(screen, 1000);
    server.welcome("pat");
    screen.type("hello", "/q");
    assertEquals("{\"type\":\"chat\",\"message\":\"hello\"}", server.readPacket());
    server.expectEnd();

    assertEquals(ChatClient.LOST, status(setup)); // it is unknown whether hello arrived
    stopped.countDown();
  }

  private void expectHello() throws Exception {
    assertEquals("{\"type\":\"hello\",\"nick\":\"pat\",\"extensions\":true}", server.readPacket());
  }

  private ClientSetup start(FakeScreen screen, int maxPending) {
    ClientSetup setup = setup(screen, maxPending);
    ActorRef<ClientActor.Command> ignored = start(setup);
    return setup;
  }

  private ActorRef<ClientActor.Command> start(ClientSetup setup) {
    ActorRef<ClientActor.Command> client = kit.spawn(ClientActor.create(setup));
    setup.connected().orTimeout(FakeScreen.DEADLINE_SECONDS, TimeUnit.SECONDS).join();
    client.tell(new ClientActor.StartInput());
    return client;
  }

  private ClientSetup setup(FakeScreen screen, int maxPending) {
    screens.add(screen);
    ReconnectSettings reconnect =
        new ReconnectSettings(Duration.ofHours(1), TIMEOUT, TICK, TICK, 3, maxPending, 1000);
    ClientSettings settings =
        new ClientSettings(
            TIMEOUT,
            TIMEOUT,
            ClientTestKit.ANSWER,
            TIMEOUT,
            TIMEOUT,
            reconnect,
            ClientTestKit.SCREEN,
            ClientTestKit.KEEP);
    return ClientSetup.create(
        settings,
        testKit.detector(),
        screen,
        "pat",
        ClientTestKit.HOST,
        server.port(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Clock.systemUTC(),
        Optional.empty());
  }

  /** The next shown line; advances the clock until it is shown. */
  private String next(FakeScreen screen) {
    long deadline = System.nanoTime() + Duration.ofSeconds(FakeScreen.DEADLINE_SECONDS).toNanos();
    Optional<String> line = screen.poll(Duration.ofMillis(10));
    while (line.isEmpty() && System.nanoTime() < deadline) {
      time.timePasses(TICK);
      line = screen.poll(Duration.ofMillis(10));
    }
    return line.orElseThrow(() -> new AssertionError("nothing more was shown"));
  }

  /** The exit status; advances the clock until it is known. */
  private int status(ClientSetup setup) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(FakeScreen.DEADLINE_SECONDS).toNanos();
    while (System.nanoTime() < deadline) {
      try {
        return setup.exitStatus().get(10, TimeUnit.MILLISECONDS);
      } catch (java.util.concurrent.TimeoutException later) {
        time.timePasses(TICK);
      }
    }
    throw new AssertionError("the client does not end");
  }
}
