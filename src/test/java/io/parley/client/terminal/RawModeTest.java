package io.parley.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.junit.jupiter.api.Test;

class RawModeTest {
  @Test
  void restore_sets_original_attributes() throws Exception {
    try (Terminal terminal =
        TerminalBuilder.builder()
            .system(false)
            .provider("exec")
            .streams(new ByteArrayInputStream(new byte[0]), OutputStream.nullOutputStream())
            .build()) {
      String before = terminal.getAttributes().toString();
      RawMode mode = new RawMode(terminal);

      mode.enter();
      assertNotEquals(before, terminal.getAttributes().toString());
      mode.restore();

      assertEquals(before, terminal.getAttributes().toString());
    }
  }
}
