package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.client.model.DisplayLine;
import io.parley.client.screen.FakeScreen;
import io.parley.protocol.RoomName;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Where a terminal takes nothing, as one behind a stalled line, the chat goes on. */
class BlockedTerminalTest {
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final FakeScreen screen =
      new FakeScreen(true) {
        @Override
        public void setPrompt(String prompt) {
          stopped.countDown();
          await(goOn);
          super.setPrompt(prompt);
        }

        @Override
        public void showRooms(List<RoomName> rooms, RoomName talking) {
          draw(List.of(DisplayLine.live("talks in " + talking)));
        }
      };
  @AutoClose private static final ClientTestKit lab = new ClientTestKit();

  @AutoClose private final ScriptedServer server = new ScriptedServer();

  @Test
  void is_in_though_that_cannot_be_shown_and_says_so_later_in_its_order() throws Exception {
    try (ClientTestKit.RunningClient visit = lab.start("pat", screen, server.port())) {
      server.accept();
      assertEquals(
          "{\"type\":\"hello\",\"nick\":\"pat\",\"extensions\":true}", server.readPacket());
      server.send("{\"type\":\"join\",\"nick\":\"pat\",\"room\":\"lobby\",\"time\":1}");
      await(stopped);
      screen.type("/ping", "/join garden", "hello");
      assertEquals("{\"type\":\"ping\"}", server.readPacket());
      server.send("{\"type\":\"pong\"}");
      assertEquals("{\"type\":\"join\",\"room\":\"garden\"}", server.readPacket());
      assertEquals("{\"type\":\"ping\"}", server.readPacket());
      assertEquals("{\"type\":\"chat\",\"message\":\"hello\"}", server.readPacket());
      server.send("{\"type\":\"join\",\"nick\":\"leslie\",\"room\":\"lobby\",\"time\":2}");
      goOn.countDown();

      screen.expect("talks in lobby", "*** pat has joined the chat");
      screen.next(); // how long the ping took
      screen.expect("*** leslie has joined the chat");
      server.send("{\"type\":\"join\",\"nick\":\"pat\",\"room\":\"garden\",\"time\":3}");
      screen.expect("talks in garden", "*** pat has joined garden");
      screen.type("/q");
      server.expectEnd();
      server.finish();
      assertEquals(ChatClient.LEFT, visit.status());
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
