package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.model.DisplayLine;
import io.parley.client.model.ScreenUpdate;
import io.parley.client.screen.FakeScreen;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class FrameSchedulerTest {
  @AutoClose private static final ClientTestKit testKit = new ClientTestKit();

  private final ActorParts parts = new ActorParts();
  private final ClientSetup setup =
      ActorParts.setup(testKit, FakeScreen.interactive(), Optional.empty());
  private final FrameScheduler scheduler =
      new FrameScheduler(setup, parts.timers(), parts.frames.getRef());

  @Test
  void next_frame_waits_for_screen_and_for_interval() {
    showLine("one");
    assertEquals(List.of(new ClientActor.FrameDue()), parts.startedTimers());
    assertEquals(List.of("one"), receivedLines());
    showLine("two");
    scheduler.onDrawn();
    scheduler.drawNext();
    assertFalse(parts.frames.hasMessages(), "the interval is not over");
    scheduler.onFrameDue();

    showLine("three");

    assertEquals(List.of("two", "three"), receivedLines());
  }

  @Test
  void slow_screen_receives_one_frame_at_a_time() {
    showLine("one");
    assertEquals(List.of("one"), receivedLines());
    scheduler.onFrameDue();
    showLine("two");
    assertFalse(parts.frames.hasMessages(), "the screen still draws the first frame");

    scheduler.onDrawn();
    scheduler.drawNext();

    assertEquals(List.of("two"), receivedLines());
  }

  @Test
  void screen_is_drawn_when_it_has_applied_the_last_update() {
    assertTrue(scheduler.isDrawn());
    showLine("one");
    assertFalse(scheduler.isDrawn());

    scheduler.onDrawn();

    assertTrue(scheduler.isDrawn());
  }

  @Test
  void refresh_is_omitted_while_frame_is_being_drawn() {
    showLine("one");
    scheduler.onRefreshDue();
    assertTrue(setup.updates().isEmpty());
    scheduler.onDrawn();

    scheduler.onRefreshDue();

    assertEquals(List.of(ScreenUpdate.Refresh.INSTANCE), setup.updates().take());
  }

  @Test
  void failed_screen_keeps_diagnostics_alone() {
    showLine("one");
    setup.updates().add(DisplayLine.live("two"));
    setup.updates().showDiagnostic("the output is closed");

    scheduler.onDrawFailed();

    assertEquals(
        List.of(new ScreenUpdate.Diagnostic("the output is closed")), setup.updates().take());
    assertTrue(scheduler.isDrawn());
  }

  @Test
  void snapshot_is_published_for_a_person_and_not_for_a_pipe() {
    setup.state().connection().setAway(Optional.of("tea"));
    ClientSetup pipe = ActorParts.setup(testKit, FakeScreen.script(), Optional.empty());
    pipe.state().connection().setAway(Optional.of("tea"));

    scheduler.publishSnapshot();
    new FrameScheduler(pipe, parts.timers(), parts.frames.getRef()).publishSnapshot();

    assertTrue(setup.latestSnapshot().status().away());
    assertFalse(pipe.latestSnapshot().status().away());
  }

  private void showLine(String text) {
    setup.updates().add(DisplayLine.live(text));
    scheduler.drawNext();
  }

  private List<String> receivedLines() {
    return parts.frames.receiveMessage().updates().stream()
        .map(update -> ((DisplayLine) update).text())
        .toList();
  }
}
