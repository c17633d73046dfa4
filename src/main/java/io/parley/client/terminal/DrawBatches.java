package io.parley.client.terminal;

import io.parley.client.model.DisplayLine;
import java.util.ArrayList;
import java.util.List;

/** Splits lines into batches, so that keys are handled between them. */
final class DrawBatches {
  private static final int MAX_BATCH = 100;

  private DrawBatches() {}

  /**
   * Splits lines in order. A page of older history stays whole, as it is added above all others.
   */
  static List<List<DisplayLine>> split(List<DisplayLine> lines) {
    if (lines.stream().anyMatch(DisplayLine::isOlderHistory)) {
      return List.of(lines);
    }
    List<List<DisplayLine>> batches = new ArrayList<>();
    for (int from = 0; from < lines.size(); from += MAX_BATCH) {
      batches.add(lines.subList(from, Math.min(lines.size(), from + MAX_BATCH)));
    }
    return batches;
  }
}
