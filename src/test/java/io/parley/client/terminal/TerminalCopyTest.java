package io.parley.client.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.parley.client.model.DisplayLine;
import io.parley.client.model.LineText;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** {@code /url} and {@code /copy} on a terminal. */
class TerminalCopyTest {
  private static final Pattern CLIPBOARD = Pattern.compile("\u001b]52;c;([A-Za-z0-9+/=]*)\u0007");

  @AutoClose private final PipedTerminal terminal = new PipedTerminal("pat");

  @Test
  void lists_links_with_newest_last_and_copies_one() throws Exception {
    say(terminal, "https://a.example/1 and https://a.example/2", "https://a.example/3");

    terminal.screen().showLinks(2);
    terminal
        .output()
        .awaitBottom("*** 2: https://a.example/2", "*** 1: https://a.example/3", "pat>");
    terminal.screen().copy(true, 2);
    terminal
        .output()
        .awaitBottom(
            "*** Copied, if the terminal lets programs do so: https://a.example/2", "pat>");

    assertEquals(List.of("https://a.example/2"), copied(terminal));
  }

  @Test
  void copies_message_in_utf_8() throws Exception {
    say(terminal, "one", "zwei: größer 😀");

    terminal.screen().copy(false, 1);
    terminal.screen().copy(false, 2);
    terminal.output().awaitBottom("*** Copied, if the terminal lets programs do so: one", "pat>");

    assertEquals(List.of("zwei: größer 😀", "one"), copied(terminal));
  }

  @Test
  void says_what_is_missing() throws Exception {
    say(terminal, "one");

    terminal.screen().showLinks(10);
    terminal.output().awaitBottom("*** There is no link in this window.", "pat>");
    terminal.screen().copy(true, 1);
    terminal.output().awaitBottom("*** There are fewer links than 1 in this window.", "pat>");
    terminal.screen().copy(false, 7);
    terminal.output().awaitBottom("*** There are fewer messages than 7 in this window.", "pat>");
    assertEquals(List.of(), copied(terminal));
  }

  @Test
  void long_text_is_refused_with_its_length() throws Exception {
    say(terminal, "ä".repeat(35_001), "ä".repeat(35_000));

    terminal.screen().copy(false, 2);
    terminal
        .output()
        .awaitBottom("*** Not copied: it has 70002 bytes; the limit is 70000.", "pat>");
    assertEquals(List.of(), copied(terminal));
    terminal.screen().copy(false, 1);
    terminal
        .output()
        .awaitBottom(
            "*** Copied, if the terminal lets programs do so:",
            "        " + "ä".repeat(59) + "…",
            "pat>");
    assertEquals(List.of("ä".repeat(35_000)), copied(terminal));
  }

  @Test
  void terminal_without_clipboard_says_so() throws Exception {
    try (PipedTerminal other = new PipedTerminal("pat", PipedTerminal.SETTINGS, "ansi")) {
      say(other, "one");

      other.screen().copy(false, 1);

      other.output().awaitBottom("*** This terminal (ansi) has no clipboard for programs.", "pat>");
      assertFalse(other.output().allOutput().contains("\u001b]52"));
    }
  }

  @Test
  void cleared_lines_are_not_listed() throws Exception {
    say(terminal, "https://a.example/1");
    terminal.screen().clearWindow();
    say(terminal, "https://a.example/2");

    terminal.screen().showLinks(10);

    terminal.output().awaitBottom("amy: https://a.example/2", "*** 1: https://a.example/2", "pat>");
  }

  private static void say(PipedTerminal on, String... texts) {
    for (String text : texts) {
      LineText content = LineText.authored("", Nickname.sanitize("amy"), ": " + text);
      on.screen()
          .draw(
              List.of(
                  DisplayLine.live(content)
                      .withRoom(RoomName.LOBBY)
                      .withTime(PipedTerminal.CLOCK.instant())));
    }
  }

  private static List<String> copied(PipedTerminal from) {
    return CLIPBOARD
        .matcher(from.output().allOutput())
        .results()
        .map(found -> new String(Base64.getDecoder().decode(found.group(1)), UTF_8))
        .toList();
  }
}
