package io.parley.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.client.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortionsTest {

  @Test
  void all_lines_are_in_small_portions_in_their_order() {
    List<Line> lines = lines(250);

    List<List<Line>> portions = Portions.of(lines);

    assertEquals(List.of(100, 100, 50), portions.stream().map(List::size).toList());
    assertEquals(lines, portions.stream().flatMap(List::stream).toList());
  }

  @Test
  void a_page_of_older_lines_stays_whole() {
    List<Line> lines = new ArrayList<>(lines(250));
    lines.add(Line.now("older").fromBeforeAll());

    assertEquals(List.of(lines), Portions.of(lines));
  }

  private static List<Line> lines(int count) {
    return IntStream.range(0, count).mapToObj(i -> Line.now("line " + i)).toList();
  }
}
