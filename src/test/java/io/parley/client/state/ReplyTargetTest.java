package io.parley.client.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplyTargetTest {
  private final ReplyTarget correspondent = new ReplyTarget();

  @Test
  void there_is_nobody_at_first() {
    assertEquals(Optional.empty(), correspondent.nickname());
  }

  @Test
  void is_whom_one_wrote_to_until_somebody_writes() {
    correspondent.onSent("leslie");
    assertEquals(Optional.of("leslie"), correspondent.nickname());

    correspondent.onReceived("chris");
    correspondent.onSent("pat");
    assertEquals(Optional.of("chris"), correspondent.nickname());

    correspondent.onReceived("kim");
    assertEquals(Optional.of("kim"), correspondent.nickname());
  }
}
