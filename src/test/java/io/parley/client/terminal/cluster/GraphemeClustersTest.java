package io.parley.client.terminal.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphemeClustersTest {

  /** Each is one cluster of several code points. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "e\u0301",
        "🇩🇪",
        "👩\u200D👧\u200D👦",
        "❤\uFE0F",
        "👍🏽",
        "1\uFE0F\u20E3",
        "\u1100\u1161\u11A8",
        "क्षि",
        "🏴\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F",
        "\r\n"
      })
  void boundaries_are_around_a_cluster(String cluster) {
    String text = "a" + cluster + "b";
    int end = 1 + cluster.length();

    for (int inside = 2; inside < end; inside++) {
      assertEquals(1, GraphemeClusters.floor(text, inside));
      assertEquals(end, GraphemeClusters.ceil(text, inside));
    }
    for (int boundary : List.of(0, 1, end, end + 1)) {
      assertEquals(boundary, GraphemeClusters.floor(text, boundary));
      assertEquals(boundary, GraphemeClusters.ceil(text, boundary));
    }
  }

  @Test
  void flags_in_a_row_are_paired_from_the_first() {
    String flags = "🇩🇪🇫🇷🇮🇹";

    assertEquals(4, GraphemeClusters.floor(flags, 6));
    assertEquals(8, GraphemeClusters.ceil(flags, 6));
    assertEquals(8, GraphemeClusters.floor(flags, 8));
  }
}
