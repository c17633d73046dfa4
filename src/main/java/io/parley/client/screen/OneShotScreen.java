package io.parley.client.screen;

import io.parley.client.model.DisplayLine;
import io.parley.client.model.ScreenTraits;
import io.parley.client.render.AnswerOnlyFormatter;
import io.parley.client.render.MessageFormatter;
import io.parley.client.state.ClientRooms;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A screen whose input is one line. It prints only answers to that line, and rejections on standard
 * error.
 */
public final class OneShotScreen implements Screen {
  private final PipeScreen pipe;
  private final String text;
  private final AnswerOnlyFormatter.Selection selection;
  private boolean lineRead;
  private volatile boolean refused;

  /**
   * Creates a screen.
   *
   * @param text the line; accepted by {@code OneShotText}
   * @param selection what it prints
   */
  public OneShotScreen(PipeScreen pipe, String text, AnswerOnlyFormatter.Selection selection) {
    this.pipe = pipe;
    this.text = text;
    this.selection = selection;
  }

  /** Whether the client or the server has rejected the line. */
  @Override
  public boolean hasRefusedInput() {
    return refused;
  }

  @Override
  public MessageFormatter formatter(ClientRooms rooms, Clock clock, Consumer<String> onRefused) {
    return new AnswerOnlyFormatter(pipe.eventFormatter(rooms, clock), selection, onRefused);
  }

  @Override
  public Optional<String> readLine() {
    Optional<String> line = lineRead ? Optional.empty() : Optional.of(text);
    lineRead = true;
    return line;
  }

  @Override
  public void draw(List<DisplayLine> lines) {
    pipe.draw(lines);
  }

  /** Info lines of the client say why the line was not sent. */
  @Override
  public void showInfo(List<String> lines) {
    lines.forEach(this::showRefusal);
  }

  @Override
  public void showRefusal(String reason) {
    refused = true;
    showDiagnostic(reason);
  }

  @Override
  public void showDiagnostic(String line) {
    pipe.showDiagnostic(line);
  }

  @Override
  public ScreenTraits traits() {
    return new ScreenTraits(false, false, true);
  }

  @Override
  public void onClose(Runnable action) {
    pipe.onClose(action);
  }

  @Override
  public void close() {
    pipe.close();
  }
}
