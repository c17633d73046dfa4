package io.parley.client.terminal;

import io.parley.client.model.DisplayLine;
import java.util.ArrayList;
import java.util.List;

/** Many lines, in portions so small that who types is not kept waiting for one of them. */
final class DrawBatches {
  private static final int MAX_BATCH = 100;

  private DrawBatches() {}

  /** All of them, in their order. A page of older lines goes before all others as a whole. */
  static List<List<DisplayLine>> split(List<DisplayLine> lines) {
    if (lines.stream().anyMatch(DisplayLine::isOlderHistory)) {
      return List.of(lines);
    }
    List<List<DisplayLine>> portions = new ArrayList<>();
    for (int from = 0; from < lines.size(); from += MAX_BATCH) {
      portions.add(lines.subList(from, Math.min(lines.size(), from + MAX_BATCH)));
    }
    return portions;
  }
}
