package io.parley.client.screen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.client.model.DisplayLine;
import io.parley.client.render.MessageFormatter;
import io.parley.client.state.ClientRooms;
import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonScreenTest {
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream diagnostics = new ByteArrayOutputStream();
  private final JsonScreen screen =
      new JsonScreen(InputStream.nullInputStream(), output, diagnostics, UTF_8);

  @Test
  void writes_messages_as_json() {
    MessageFormatter wording =
        screen.formatter(new ClientRooms(), Clock.systemUTC(), refused -> {});

    screen.draw(
        wording.onMessage(new ServerMessage.Welcomed(new Nickname("pat"))).stream()
            .map(DisplayLine::live)
            .toList());

    assertEquals("{\"event\":\"welcome\",\"nickname\":\"pat\"}\n", output.toString(UTF_8));
  }

  /** A program that reads the events receives no other lines. */
  @Test
  void writes_info_lines_to_stderr() {
    screen.showInfo(List.of("Unknown command /dance.", "plain"));

    assertEquals("", output.toString(UTF_8));
    assertEquals("parley: Unknown command /dance.\nparley: plain\n", diagnostics.toString(UTF_8));
  }
}
