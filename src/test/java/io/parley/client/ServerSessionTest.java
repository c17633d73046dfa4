package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.model.DisplayLine;
import io.parley.client.model.ScreenUpdate;
import io.parley.client.reconnect.RejoinSequence;
import io.parley.client.screen.FakeScreen;
import io.parley.client.transport.ConnectionFailedException;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** One connection, in a time of its own: what is to be done later is done when the test says so. */
class ServerSessionTest implements ServerSession.Listener {
  private static final ClientMessage PING = new ClientMessage.Ping();

  @AutoClose private static final ClientTestKit testKit = new ClientTestKit();

  @AutoClose private final ScriptedServer server = new ScriptedServer();
  private final BlockingQueue<Runnable> later = new LinkedBlockingQueue<>();
  private final CompletableFuture<Done> home = new CompletableFuture<>();
  private final FakeScreen screen = FakeScreen.interactive();
  private final CompletableFuture<Done> ended = new CompletableFuture<>();
  private volatile boolean in;
  private ClientContext visit = createContext(testKit);

  @Test
  void send_completes_when_connection_fails() throws Exception {
    server.close();
    ServerSession call = createSession();
    CompletableFuture<Done> early = call.send(PING).toCompletableFuture();

    assertThrows(
        ConnectionFailedException.class, () -> call.connect(ClientTestKit.HOST, server.port()));

    assertTrue(early.isDone());
    assertTrue(call.send(PING).toCompletableFuture().isDone());
    assertTrue(call.trySend(PING).toCompletableFuture().isCompletedExceptionally());
  }

  /** Or else what is typed would wait for ever. */
  @Test
  void rejoins_after_timeout_when_server_does_not_answer() throws Exception {
    visit.state().rooms().onJoined(RoomName.sanitize("garden"));
    visit.state().connection().onRegistered();
    visit.state().onConnectionLost();
    ServerSession call = createSession();
    call.connect(ClientTestKit.HOST, server.port());
    server.accept();
    assertEquals("{\"type\":\"hello\",\"nick\":\"pat\",\"extensions\":true}", server.readPacket());
    server.send("{\"type\":\"join\",\"nick\":\"pat\",\"room\":\"lobby\",\"time\":1}");
    assertEquals("{\"type\":\"join\",\"room\":\"garden\"}", server.readPacket());
    screen.expect("*** pat has joined the chat");
    assertFalse(home.isDone());

    while (!home.isDone()) {
      Runnable due = later.poll(FakeScreen.DEADLINE_SECONDS, TimeUnit.SECONDS);
      assertNotNull(due, "nothing is to be done any more");
      due.run();
    }

    screen.expect("*** The server does not answer what was asked about garden.");
    call.finish();
  }

  /** Or else all that waits would be said to nobody. */
  @Test
  void does_not_register_when_connection_is_reset_at_once() throws Exception {
    try (ClientTestKit plain = new ClientTestKit("plain")) {
      visit = createContext(plain);
      visit.state().connection().onRegistered();
      visit.state().onConnectionLost();
      ServerSession call = createSession();
      call.connect(ClientTestKit.HOST, server.port());
      server.accept();
      server.reset();
      ended.get(FakeScreen.DEADLINE_SECONDS, TimeUnit.SECONDS);

      for (Runnable due = later.poll(); due != null; due = later.poll()) {
        due.run();
      }

      assertFalse(in);
    }
  }

  /** What a call is made with, at this test's screen and in its time. */
  private ClientContext createContext(ClientTestKit where) {
    return where.context("pat", screen, (wait, task) -> later.add(task));
  }

  private ServerSession createSession() {
    MessageReducer hearing =
        new MessageReducer(visit.state(), screen, visit.formatter(), visit.clock());
    return new ServerSession(visit, hearing, this);
  }

  @Override
  public List<DisplayLine> onRegistered(ServerSession call) {
    in = true;
    return List.of();
  }

  @Override
  public List<DisplayLine> onRejoined(ServerSession call, RejoinSequence homecoming) {
    home.complete(Done.getInstance());
    return List.of();
  }

  @Override
  public void onNicknameRejected(ServerSession call, Problem problem, List<ScreenUpdate> cues) {
    throw new AssertionError(problem);
  }

  @Override
  public void onEnded(ServerSession call, @Nullable Throwable failure) {
    ended.complete(Done.getInstance());
  }
}
