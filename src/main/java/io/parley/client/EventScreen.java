package io.parley.client;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;

/**
 * A script that reads JSON: one line in is one message, one object out is one event. What this
 * program has to say itself is no event, and goes where complaints go.
 */
public final class EventScreen extends PipeScreen {
  public EventScreen(InputStream input, OutputStream output, OutputStream complaints) {
    super(input, output, complaints);
  }

  @Override
  public Wording wording(Rooms rooms, Clock clock) {
    return new EventWording();
  }

  @Override
  public void show(List<String> lines) {
    lines.forEach(line -> complain(withoutStars(line)));
  }
}
