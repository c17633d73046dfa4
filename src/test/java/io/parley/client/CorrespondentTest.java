package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class CorrespondentTest {
  private final Correspondent correspondent = new Correspondent();

  @Test
  void there_is_nobody_at_first() {
    assertEquals(Optional.empty(), correspondent.latest());
  }

  @Test
  void is_whom_one_wrote_to_until_somebody_writes() {
    correspondent.wasWrittenTo("leslie");
    assertEquals(Optional.of("leslie"), correspondent.latest());

    correspondent.wroteHere("chris");
    correspondent.wasWrittenTo("pat");
    assertEquals(Optional.of("chris"), correspondent.latest());

    correspondent.wroteHere("kim");
    assertEquals(Optional.of("kim"), correspondent.latest());
  }
}
