package io.parley.client.screen;

import io.parley.client.model.DisplayLine;
import io.parley.client.model.ScreenUpdate;
import io.parley.client.state.ClientState;
import java.util.ArrayList;
import java.util.List;

/** Has a screen do what there is to do, in its order. May wait for a terminal. */
public record ScreenRenderer(Screen screen, ClientState state) {

  /**
   * Does all of it; lines that follow one another are drawn together.
   *
   * @throws java.io.UncheckedIOException if nobody can see it any more
   */
  public void draw(List<? extends ScreenUpdate> cues) {
    List<DisplayLine> lines = new ArrayList<>();
    for (ScreenUpdate cue : cues) {
      if (cue instanceof DisplayLine line) {
        lines.add(line);
      } else {
        flush(lines);
        apply(cue);
      }
    }
    flush(lines);
  }

  private void flush(List<DisplayLine> lines) {
    if (!lines.isEmpty()) {
      screen.draw(List.copyOf(lines));
      lines.clear();
    }
  }

  /** Where this client is by now: what was drawn late must not lead back to where it was. */
  private void apply(ScreenUpdate cue) {
    if (cue instanceof ScreenUpdate.PromptChanged other) {
      screen.setPrompt(other.prompt());
    } else {
      state.showRooms(screen);
    }
  }
}
