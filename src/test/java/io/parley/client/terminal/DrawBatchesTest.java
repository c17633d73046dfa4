package io.parley.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.client.model.DisplayLine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawBatchesTest {

  @Test
  void splits_lines_into_batches_of_100_in_order() {
    List<DisplayLine> lines = lines(250);

    List<List<DisplayLine>> portions = DrawBatches.split(lines);

    assertEquals(List.of(100, 100, 50), portions.stream().map(List::size).toList());
    assertEquals(lines, portions.stream().flatMap(List::stream).toList());
  }

  @Test
  void does_not_split_page_of_older_history() {
    List<DisplayLine> lines = new ArrayList<>(lines(250));
    lines.add(DisplayLine.live("older").asOlderHistory());

    assertEquals(List.of(lines), DrawBatches.split(lines));
  }

  private static List<DisplayLine> lines(int count) {
    return IntStream.range(0, count).mapToObj(i -> DisplayLine.live("line " + i)).toList();
  }
}
