package io.parley.client.terminal;

import io.parley.client.Line;
import java.util.ArrayList;
import java.util.List;

/** Many lines, in portions so small that who types is not kept waiting for one of them. */
final class Portions {
  private static final int LARGEST = 100;

  private Portions() {}

  /** All of them, in their order. A page of older lines goes before all others as a whole. */
  static List<List<Line>> of(List<Line> lines) {
    if (lines.stream().anyMatch(Line::older)) {
      return List.of(lines);
    }
    List<List<Line>> portions = new ArrayList<>();
    for (int from = 0; from < lines.size(); from += LARGEST) {
      portions.add(lines.subList(from, Math.min(lines.size(), from + LARGEST)));
    }
    return portions;
  }
}
