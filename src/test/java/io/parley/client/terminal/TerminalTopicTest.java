package io.parley.client.terminal;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.parley.client.model.ClientStatus;
import io.parley.protocol.RoomName;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The top line on a terminal. */
class TerminalTopicTest {
  private static final RoomName GARDEN = new RoomName("garden");

  @AutoClose private final PipedTerminal terminal = new PipedTerminal("pat");

  @Test
  void top_line_follows_topic_and_window() throws Exception {
    terminal.output().awaitRow(0, " #lobby");

    terminal.screen().setStatusSource(() -> status(RoomName.LOBBY, "Welcome"));
    terminal.screen().refresh();
    terminal.output().awaitRow(0, " #lobby: Welcome");

    terminal.screen().setStatusSource(() -> status(GARDEN, "Tulips"));
    terminal.screen().showRooms(PipedTerminal.windows(RoomName.LOBBY, GARDEN), GARDEN);
    terminal.output().awaitRow(0, " #garden: Tulips");
  }

  @Test
  void top_line_stays_while_messages_scroll() throws Exception {
    for (int i = 1; i <= 60; i++) {
      terminal.show("leslie: " + i);
    }

    terminal.output().awaitBottom("leslie: 59", "leslie: 60", "pat>");
    terminal.output().awaitRow(0, " #lobby");
    terminal.output().awaitRow(1, "[12:00] leslie: 40");
  }

  @Test
  void low_terminal_has_no_top_line() throws Exception {
    for (int i = 1; i <= 60; i++) {
      terminal.show("leslie: " + i);
    }

    terminal.resize(40, 5);
    terminal.output().awaitRow(0, "[12:00] leslie: 58");
    terminal.resize(40, 6);
    terminal.output().awaitRow(0, " #lobby");
    terminal.output().awaitRow(1, "[12:00] leslie: 58");
  }

  @Test
  void setting_turns_top_line_off() throws Exception {
    TerminalSettings settings =
        new TerminalSettings(
            true, true, 1000, true, false, false, false, Optional.empty(), PipedTerminal.CLOCK);
    try (PipedTerminal other = new PipedTerminal("pat", settings)) {
      for (int i = 1; i <= 60; i++) {
        other.show("leslie: " + i);
      }

      other.output().awaitRow(0, "[12:00] leslie: 39");
      assertFalse(other.output().allOutput().contains(" #lobby:"));
    }
  }

  private static ClientStatus status(RoomName room, String topic) {
    return new ClientStatus(
        "chat.example:3490",
        room,
        OptionalInt.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        0,
        false,
        Optional.of(topic));
  }
}
