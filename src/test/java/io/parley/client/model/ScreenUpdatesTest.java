package io.parley.client.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenUpdatesTest {
  private final ScreenUpdates updates = new ScreenUpdates();

  /** A line of the chat after them would remove the last diagnostics from the screen. */
  @Test
  void drops_updates_after_the_last_ones() {
    updates.showDiagnostic("this was not sent: one");
    updates.close();
    updates.add(DisplayLine.notice("leslie has joined the chat"));
    updates.addAll(List.of(ScreenUpdate.Refresh.INSTANCE));

    assertEquals(List.of(new ScreenUpdate.Diagnostic("this was not sent: one")), updates.take());
    assertTrue(updates.isEmpty());
  }
}
