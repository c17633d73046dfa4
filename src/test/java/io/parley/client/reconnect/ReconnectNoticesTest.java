package io.parley.client.reconnect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.client.screen.FakeScreen;
import io.parley.client.screen.Screen;
import io.parley.client.state.ConnectionStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReconnectNoticesTest {
  private static final String LOSS = "chat:3490 closed the connection";
  private static final String REFUSED = "no connection to chat:3490: connection refused";
  private static final String UNKNOWN = "no connection to chat:3490: no such host";
  private static final String LAST = REFUSED + "; that was the last of 3 attempts";

  private final ConnectionStatus standing = new ConnectionStatus();
  private final List<String> told = new ArrayList<>();

  @Test
  void where_a_line_tells_how_things_stand_only_the_loss_is_told() {
    ReconnectNotices setbacks = setbacks(true);

    for (int i = 0; i < 2; i++) {
      lose(setbacks);
      fail(setbacks, REFUSED, 2);
      fail(setbacks, UNKNOWN, 3);
    }

    assertEquals(List.of(LOSS, LOSS), told);
  }

  @Test
  void elsewhere_so_is_each_reason_that_is_not_the_one_before() {
    ReconnectNotices setbacks = setbacks(false);
    lose(setbacks);
    fail(setbacks, REFUSED, 2);
    fail(setbacks, REFUSED, 3);
    fail(setbacks, UNKNOWN, 4);
    fail(setbacks, UNKNOWN, 5);
    setbacks.onProblem(LAST, "");

    assertEquals(
        List.of(LOSS, REFUSED + "; next attempt in 2 s", UNKNOWN + "; next attempt in 4 s", LAST),
        told);
  }

  @Test
  void the_same_loss_after_a_return_is_another_one() {
    ReconnectNotices setbacks = setbacks(false);

    lose(setbacks);
    lose(setbacks);

    assertEquals(List.of(LOSS, LOSS), told);
  }

  private void lose(ReconnectNotices setbacks) {
    standing.onRegistered();
    setbacks.onProblem(LOSS, "");
    standing.attempt(1);
  }

  private void fail(ReconnectNotices setbacks, String why, int next) {
    setbacks.onProblem(why, "; next attempt in " + next + " s");
    standing.attempt(next);
  }

  private ReconnectNotices setbacks(boolean windows) {
    Screen screen =
        new FakeScreen(true) {
          @Override
          public boolean hasWindows() {
            return windows;
          }

          @Override
          public void showDiagnostic(String line) {
            told.add(line);
          }
        };
    return new ReconnectNotices(screen, standing);
  }
}
