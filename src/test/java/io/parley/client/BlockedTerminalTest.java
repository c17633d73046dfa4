package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.client.model.DisplayLine;
import io.parley.client.model.NumberedWindow;
import io.parley.client.screen.FakeScreen;
import io.parley.protocol.RoomName;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A screen that blocks in {@code setPrompt}, like a terminal on a stalled line. */
class BlockedTerminalTest {
  private final CountDownLatch blocked = new CountDownLatch(1);
  private final CountDownLatch unblock = new CountDownLatch(1);
  private final FakeScreen screen =
      new FakeScreen(true) {
        @Override
        public void setPrompt(String prompt) {
          blocked.countDown();
          await(unblock);
          super.setPrompt(prompt);
        }

        @Override
        public void showRooms(List<NumberedWindow> windows, RoomName current) {
          draw(List.of(DisplayLine.live("current room " + current)));
        }
      };
  @AutoClose private static final ClientTestKit testKit = new ClientTestKit();

  @AutoClose private final ScriptedServer server = new ScriptedServer();

  @Test
  void registers_and_sends_while_screen_is_blocked_and_draws_in_order_afterwards()
      throws Exception {
    try (ClientTestKit.RunningClient client = testKit.start("pat", screen, server.port())) {
      server.accept();
      assertEquals(
          "{\"type\":\"hello\",\"nick\":\"pat\",\"extensions\":true}", server.readPacket());
      server.send("{\"type\":\"join\",\"nick\":\"pat\",\"room\":\"lobby\",\"time\":1}");
      await(blocked);
      screen.type("/ping", "/join garden", "hello");
      assertEquals("{\"type\":\"ping\"}", server.readPacket());
      server.send("{\"type\":\"pong\"}");
      assertEquals("{\"type\":\"join\",\"room\":\"garden\"}", server.readPacket());
      assertEquals("{\"type\":\"ping\"}", server.readPacket());
      assertEquals(
          "{\"type\":\"chat\",\"message\":\"hello\",\"room\":\"garden\"}", server.readPacket());
      server.send("{\"type\":\"join\",\"nick\":\"leslie\",\"room\":\"lobby\",\"time\":2}");
      unblock.countDown();

      screen.expect("current room lobby", "*** pat has joined the chat");
      screen.next(); // the ping's round-trip time
      screen.expect("*** leslie has joined the chat");
      server.send("{\"type\":\"join\",\"nick\":\"pat\",\"room\":\"garden\",\"time\":3}");
      screen.expect("current room garden", "*** pat has joined garden");
      screen.type("/q");
      server.expectEnd();
      server.finish();
      assertEquals(ChatClient.LEFT, client.status());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertEquals(true, latch.await(FakeScreen.DEADLINE_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
