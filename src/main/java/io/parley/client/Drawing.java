package io.parley.client;

import java.util.ArrayList;
import java.util.List;

/** Has a screen do what there is to do, in its order. May wait for a terminal. */
record Drawing(Screen screen, Memory memory) {

  /**
   * Does all of it; lines that follow one another are drawn together.
   *
   * @throws java.io.UncheckedIOException if nobody can see it any more
   */
  void draw(List<? extends Cue> cues) {
    List<Line> lines = new ArrayList<>();
    for (Cue cue : cues) {
      if (cue instanceof Line line) {
        lines.add(line);
      } else {
        drawAndClear(lines);
        turn(cue);
      }
    }
    drawAndClear(lines);
  }

  private void drawAndClear(List<Line> lines) {
    if (!lines.isEmpty()) {
      screen.draw(List.copyOf(lines));
      lines.clear();
    }
  }

  /** Where this client is by now: what was drawn late must not lead back to where it was. */
  private void turn(Cue cue) {
    if (cue instanceof Cue.Prompt other) {
      screen.prompt(other.prompt());
    } else {
      memory.showPlace(screen);
    }
  }
}
