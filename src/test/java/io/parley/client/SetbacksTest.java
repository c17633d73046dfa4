package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SetbacksTest {
  private static final String LOSS = "chat:3490 closed the connection";
  private static final String REFUSED = "no connection to chat:3490: connection refused";
  private static final String UNKNOWN = "no connection to chat:3490: no such host";
  private static final String LAST = REFUSED + "; that was the last of 3 attempts";

  private final Standing standing = new Standing();
  private final List<String> told = new ArrayList<>();

  @Test
  void where_a_line_tells_how_things_stand_only_the_loss_is_told() {
    Setbacks setbacks = setbacks(true);

    for (int i = 0; i < 2; i++) {
      lose(setbacks);
      fail(setbacks, REFUSED, 2);
      fail(setbacks, UNKNOWN, 3);
    }

    assertEquals(List.of(LOSS, LOSS), told);
  }

  @Test
  void elsewhere_so_is_each_reason_that_is_not_the_one_before() {
    Setbacks setbacks = setbacks(false);
    lose(setbacks);
    fail(setbacks, REFUSED, 2);
    fail(setbacks, REFUSED, 3);
    fail(setbacks, UNKNOWN, 4);
    fail(setbacks, UNKNOWN, 5);
    setbacks.tell(LAST, "");

    assertEquals(
        List.of(LOSS, REFUSED + "; next attempt in 2 s", UNKNOWN + "; next attempt in 4 s", LAST),
        told);
  }

  @Test
  void the_same_loss_after_a_return_is_another_one() {
    Setbacks setbacks = setbacks(false);

    lose(setbacks);
    lose(setbacks);

    assertEquals(List.of(LOSS, LOSS), told);
  }

  private void lose(Setbacks setbacks) {
    standing.in();
    setbacks.tell(LOSS, "");
    standing.attempt(1);
  }

  private void fail(Setbacks setbacks, String why, int next) {
    setbacks.tell(why, "; next attempt in " + next + " s");
    standing.attempt(next);
  }

  private Setbacks setbacks(boolean windows) {
    Screen screen =
        new FakeScreen(true) {
          @Override
          public boolean hasWindows() {
            return windows;
          }

          @Override
          public void complain(String line) {
            told.add(line);
          }
        };
    return new Setbacks(screen, standing);
  }
}
