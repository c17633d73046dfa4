package io.parley.client.screen;

import io.parley.client.render.JsonMessageFormatter;
import io.parley.client.render.MessageFormatter;
import io.parley.client.state.ClientRooms;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/**
 * A screen for scripts that read JSON: one line in is one message, one object out is one event.
 * Messages of the client itself are no events, and go to standard error.
 */
public final class JsonScreen extends PipeScreen {
  public JsonScreen(InputStream input, OutputStream output, OutputStream diagnostics) {
    super(input, output, diagnostics);
  }

  @Override
  public MessageFormatter formatter(ClientRooms rooms, Clock clock, Consumer<String> onRefused) {
    return new JsonMessageFormatter();
  }

  @Override
  public void showInfo(List<String> lines) {
    lines.forEach(this::showDiagnostic);
  }
}
