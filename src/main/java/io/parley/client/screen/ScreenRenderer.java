package io.parley.client.screen;

import io.parley.client.model.DisplayLine;
import io.parley.client.model.ScreenSnapshot;
import io.parley.client.model.ScreenUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Applies updates to a screen, in their order. May wait for a terminal.
 *
 * @param snapshot the latest state to show, which may be newer than the update
 */
public record ScreenRenderer(Screen screen, Supplier<ScreenSnapshot> snapshot) {

  /**
   * Applies all of them; lines that follow one another are drawn together.
   *
   * @throws java.io.UncheckedIOException if the output is closed
   */
  public void draw(List<? extends ScreenUpdate> updates) {
    List<DisplayLine> lines = new ArrayList<>();
    for (ScreenUpdate update : updates) {
      if (update instanceof DisplayLine line) {
        lines.add(line);
      } else {
        flush(lines);
        apply(update);
      }
    }
    flush(lines);
  }

  /** Shows the windows and the prompt of the latest snapshot, on a screen that has them. */
  public void showRooms() {
    screen
        .windowed()
        .ifPresent(
            windowed ->
                windowed.runAtomically(
                    () -> {
                      ScreenSnapshot latest = snapshot.get();
                      windowed.setPrompt(latest.prompt());
                      windowed.showRooms(latest.windows(), latest.current());
                    }));
  }

  private void flush(List<DisplayLine> lines) {
    if (!lines.isEmpty()) {
      screen.draw(List.copyOf(lines));
      lines.clear();
    }
  }

  private void apply(ScreenUpdate update) {
    if (update instanceof ScreenUpdate.Info info) {
      screen.showInfo(info.lines());
    } else if (update instanceof ScreenUpdate.Diagnostic diagnostic) {
      screen.showDiagnostic(diagnostic.line());
    } else if (update instanceof ScreenUpdate.PromptChanged changed) {
      screen.windowed().ifPresent(windowed -> windowed.setPrompt(changed.prompt()));
    } else if (update instanceof ScreenUpdate.RoomsChanged) {
      showRooms();
    } else if (update instanceof ScreenUpdate.WindowCleared) {
      screen.windowed().ifPresent(WindowedScreen::clearWindow);
    } else {
      screen.windowed().ifPresent(WindowedScreen::refresh);
    }
  }
}
