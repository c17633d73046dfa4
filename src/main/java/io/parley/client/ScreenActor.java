package io.parley.client;

import io.parley.client.model.DisplayLine;
import io.parley.client.model.ScreenSnapshot;
import io.parley.client.model.ScreenUpdate;
import io.parley.client.screen.Screen;
import io.parley.client.screen.WindowedScreen;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * The thread of the screen: draws what the client's actor sends, one frame at a time. A terminal
 * that is stopped, or a pipe without a reader, blocks this actor only. It runs on the dispatcher
 * for blocking tasks.
 */
final class ScreenActor {

  /** Updates to apply, answered by {@link ClientActor.Drawn} or {@link ClientActor.DrawFailed}. */
  record Draw(List<ScreenUpdate> updates) {}

  private ScreenActor() {}

  /**
   * The actor of a screen.
   *
   * @param snapshot the latest state to show, which may be newer than the update
   */
  static Behavior<Draw> create(
      Screen screen, Supplier<ScreenSnapshot> snapshot, ActorRef<ClientActor.Command> client) {
    return Behaviors.receiveMessage(
        draw -> {
          try {
            draw(draw.updates(), screen, snapshot);
            client.tell(new ClientActor.Drawn());
          } catch (RuntimeException | Error e) { // or else the client would wait forever
            client.tell(new ClientActor.DrawFailed(String.valueOf(e.getMessage())));
          }
          return Behaviors.same();
        });
  }

  /**
   * Applies updates to a screen, in their order; lines that follow one another are drawn together.
   *
   * @throws java.io.UncheckedIOException if the output is closed
   */
  static void draw(List<ScreenUpdate> updates, Screen screen, Supplier<ScreenSnapshot> snapshot) {
    List<DisplayLine> lines = new ArrayList<>();
    for (ScreenUpdate update : updates) {
      if (update instanceof DisplayLine line) {
        lines.add(line);
      } else {
        drawLines(lines, screen);
        apply(update, screen, snapshot);
      }
    }
    drawLines(lines, screen);
  }

  private static void drawLines(List<DisplayLine> lines, Screen screen) {
    if (!lines.isEmpty()) {
      screen.draw(List.copyOf(lines));
      lines.clear();
    }
  }

  private static void apply(ScreenUpdate update, Screen screen, Supplier<ScreenSnapshot> snapshot) {
    if (update instanceof ScreenUpdate.Info info) {
      screen.showInfo(info.lines());
    } else if (update instanceof ScreenUpdate.Refusal refusal) {
      screen.showRefusal(refusal.reason());
    } else if (update instanceof ScreenUpdate.Diagnostic diagnostic) {
      screen.showDiagnostic(diagnostic.line());
    } else if (update instanceof ScreenUpdate.PromptChanged changed) {
      screen.windowed().ifPresent(windowed -> windowed.setPrompt(changed.prompt()));
    } else if (update instanceof ScreenUpdate.PasswordAsked asked) {
      screen.askPassword(asked.question());
    } else if (update instanceof ScreenUpdate.RoomsChanged) {
      screen.windowed().ifPresent(windowed -> windowed.showLatest(snapshot));
    } else if (update instanceof ScreenUpdate.RoomRead read) {
      screen
          .windowed()
          .ifPresent(windowed -> windowed.markRead(read.room(), read.id(), read.joined()));
    } else if (update instanceof ScreenUpdate.MessageRevised revised) {
      screen
          .windowed()
          .ifPresentOrElse(
              windowed -> windowed.reviseMessage(revised), () -> screen.draw(revised.otherwise()));
    } else if (update instanceof ScreenUpdate.WindowCleared) {
      screen.windowed().ifPresent(WindowedScreen::clearWindow);
    } else if (update instanceof ScreenUpdate.LinksRequested list) {
      screen.windowed().ifPresent(windowed -> windowed.showLinks(list.max()));
    } else if (update instanceof ScreenUpdate.CopyRequested copy) {
      screen.windowed().ifPresent(windowed -> windowed.copy(copy.link(), copy.number()));
    } else {
      screen.windowed().ifPresent(WindowedScreen::refresh);
    }
  }
}
