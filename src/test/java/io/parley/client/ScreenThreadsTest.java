package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.client.command.CommandTable;
import io.parley.client.model.DisplayLine;
import io.parley.client.screen.FakeScreen;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.BehaviorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.junit.jupiter.api.Test;

/** An error of the keyboard's or the screen's thread ends the client, which waits for them. */
class ScreenThreadsTest {
  private final TestInbox<ClientActor.Command> client = TestInbox.create();
  private final FakeScreen broken =
      new FakeScreen(true) {
        @Override
        public Optional<String> readLine() {
          throw new AssertionError("broken");
        }

        @Override
        public void draw(List<DisplayLine> lines) {
          throw new AssertionError("broken");
        }
      };

  @Test
  void error_of_the_keyboard_is_reported() {
    BehaviorTestKit<InputActor.ReadLine> input =
        BehaviorTestKit.create(InputActor.create(broken, new CommandTable(), client.getRef()));

    input.run(new InputActor.ReadLine(java.util.Optional.empty()));

    assertEquals(List.of(new ClientActor.InputFailed()), client.getAllReceived());
  }

  @Test
  void error_of_the_screen_is_reported() {
    BehaviorTestKit<ScreenActor.Draw> screen =
        BehaviorTestKit.create(
            ScreenActor.create(
                broken,
                () -> {
                  throw new IllegalStateException();
                },
                client.getRef()));

    screen.run(new ScreenActor.Draw(List.of(DisplayLine.notice("hi"))));

    assertEquals(List.of(new ClientActor.DrawFailed("broken")), client.getAllReceived());
  }
}
