package io.parley.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Hyperlinks on a terminal. */
class TerminalLinkTest {
  private static final Pattern LINK =
      Pattern.compile("\u001b]8;id=[0-9a-f]+;([!-~]+)\u001b\\\\(.*?)\u001b]8;;\u001b\\\\");

  @AutoClose private final PipedTerminal terminal = new PipedTerminal("pat");

  @Test
  void each_row_of_a_long_link_is_the_whole_link() throws Exception {
    String link = "https://a.example/" + "0123456789".repeat(12);

    terminal.show("leslie: see " + link + " now");

    terminal
        .output()
        .awaitBottom(
            "leslie: see " + link.substring(0, 60), link.substring(60), "        now", "pat>");
    List<MatchResult> parts = LINK.matcher(terminal.output().allOutput()).results().toList();
    assertEquals(List.of(link, link), parts.stream().map(part -> part.group(1)).toList());
    assertEquals(
        List.of(link.substring(0, 60), link.substring(60)),
        parts.stream().map(part -> part.group(2)).toList());
  }

  /** The characters that both rows have would stay parts of the old link. */
  @Test
  void changed_row_with_link_is_written_as_a_whole() throws Exception {
    terminal.show("leslie: https://a.example/same");
    terminal.output().awaitBottom("leslie: https://a.example/same", "pat>");
    terminal.screen().clearWindow();
    terminal.output().awaitBottom("pat>");
    terminal.show("leslie: https://a.example/same");
    terminal.output().awaitBottom("leslie: https://a.example/same", "pat>");
    String before = terminal.output().allOutput();

    terminal.screen().clearWindow();
    terminal.show("leslie: https://b.example/same");

    terminal.output().awaitBottom("leslie: https://b.example/same", "pat>");
    String added = terminal.output().allOutput().substring(before.length());
    assertEquals(
        List.of("https://b.example/same"),
        LINK.matcher(added).results().map(found -> found.group(2)).toList());
  }

  @Test
  void text_cannot_inject_control_sequences() throws Exception {
    terminal.show("leslie: https://a.example/;x|y`z 'https://b.example/'");

    terminal.output().awaitBottom("leslie: https://a.example/;x|y`z 'https://b.example/'", "pat>");
    assertEquals(
        List.of("https://a.example/;x%7Cy", "https://b.example/"),
        LINK.matcher(terminal.output().allOutput())
            .results()
            .map(found -> found.group(1))
            .toList());
  }

  @Test
  void setting_turns_links_off_and_long_link_is_still_unbroken() throws Exception {
    TerminalSettings settings =
        new TerminalSettings(
            true, true, 1000, true, true, false, false, Optional.empty(), PipedTerminal.CLOCK);
    try (PipedTerminal other = new PipedTerminal("pat", settings)) {
      String link = "https://a.example/" + "0123456789".repeat(12);
      other.show("leslie: " + link);

      other.output().awaitBottom("leslie: " + link.substring(0, 64), link.substring(64), "pat>");
      assertFalse(other.output().allOutput().contains("\u001b]8;"));
    }
  }

  @Test
  void terminal_without_styles_has_no_links() throws Exception {
    try (PipedTerminal other = new PipedTerminal("pat", PipedTerminal.SETTINGS, "ansi")) {
      other.show("leslie: https://a.example/");
      other.output().awaitBottom("leslie: https://a.example/", "pat>");
      boolean linked = other.output().allOutput().contains("\u001b]8;");

      assertTrue(linked, "JLine's ansi has 8 colours");
    }
    try (PipedTerminal other = new PipedTerminal("pat", PipedTerminal.SETTINGS, "vt100")) {
      other.show("leslie: https://a.example/");
      other.output().awaitBottom("leslie: https://a.example/", "pat>");

      assertFalse(other.output().allOutput().contains("\u001b]8;"));
    }
  }
}
