package io.parley.client.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.protocol.Nickname;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplyTargetTest {
  private final ReplyTarget replyTarget = new ReplyTarget();

  @Test
  void target_follows_the_person_to_another_nickname() {
    replyTarget.onSent("leslie");
    replyTarget.onRenamed(new Nickname("Leslie"), new Nickname("lee"));
    assertEquals(Optional.of("lee"), replyTarget.nickname());

    replyTarget.onReceived("chris");
    replyTarget.onRenamed(new Nickname("lee"), new Nickname("leslie"));
    assertEquals(Optional.of("chris"), replyTarget.nickname());
    replyTarget.onRenamed(new Nickname("chris"), new Nickname("kit"));
    assertEquals(Optional.of("kit"), replyTarget.nickname());
  }

  @Test
  void target_is_empty_initially() {
    assertEquals(Optional.empty(), replyTarget.nickname());
  }

  @Test
  void target_is_last_recipient_until_first_received_message() {
    replyTarget.onSent("leslie");
    assertEquals(Optional.of("leslie"), replyTarget.nickname());

    replyTarget.onReceived("chris");
    replyTarget.onSent("pat");
    assertEquals(Optional.of("chris"), replyTarget.nickname());

    replyTarget.onReceived("kim");
    assertEquals(Optional.of("kim"), replyTarget.nickname());
  }
}
