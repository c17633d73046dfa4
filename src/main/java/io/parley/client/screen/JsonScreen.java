package io.parley.client.screen;

import io.parley.client.render.JsonMessageFormatter;
import io.parley.client.render.MessageFormatter;
import io.parley.client.state.ClientRooms;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/**
 * A screen for scripts that read JSON: one line in is one message, one object out is one event.
 * Messages of the client itself are no events, and go to standard error.
 */
public final class JsonScreen extends PipeScreen {
  /**
   * Creates a screen. JSON is UTF-8 (RFC 8259, 8.1).
   *
   * @param locale the charset of the locale
   */
  public JsonScreen(
      InputStream input, OutputStream output, OutputStream diagnostics, Charset locale) {
    super(input, output, StandardCharsets.UTF_8, diagnostics, locale);
  }

  @Override
  MessageFormatter eventFormatter(ClientRooms rooms, Clock clock) {
    return new JsonMessageFormatter();
  }

  @Override
  public void showInfo(List<String> lines) {
    lines.forEach(this::showDiagnostic);
  }
}
