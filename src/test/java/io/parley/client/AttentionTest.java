package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttentionTest {
  private static final Nickname PAT = Nickname.sanitize("pat");
  private static final Nickname LESLIE = Nickname.sanitize("leslie");

  private final Attention attention = new Attention(List.of("deploy", "on fire", "聊天"));

  @ParameterizedTest
  @ValueSource(
      strings = {"pat", "hello PAT!", "pat: look", "(pat)", "Deploy now", "is it on fire?", "聊天"})
  void is_called_by_its_name_and_its_words(String text) {
    assertEquals(Line.Mark.NAMED, attention.mark(chatted(LESLIE, text), PAT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pattern", "spat", "pat_2", "deployed", "fire", ""})
  void is_not_called_by_parts_of_other_words(String text) {
    assertEquals(Line.Mark.NONE, attention.mark(chatted(LESLIE, text), PAT));
  }

  @Test
  void is_not_called_by_what_one_says_oneself() {
    assertEquals(Line.Mark.NONE, attention.mark(chatted(PAT, "pat will deploy"), PAT));
    assertEquals(Line.Mark.NONE, attention.mark(told(PAT, LESLIE), PAT));
  }

  @Test
  void is_called_by_emotes_and_by_what_is_said_to_one_alone() {
    assertEquals(Line.Mark.PRIVATE, attention.mark(told(LESLIE, PAT), PAT));
    assertEquals(
        Line.Mark.NAMED,
        attention.mark(
            new ServerMessage.Emoted(LESLIE, Text.sanitize("waves at pat"), Stamp.UNKNOWN), PAT));
    assertEquals(Line.Mark.NONE, attention.mark(new ServerMessage.Joined(PAT), PAT));
  }

  @Test
  void hears_nothing_of_those_who_are_ignored() {
    assertFalse(attention.isIgnored(chatted(LESLIE, "hi")));

    assertTrue(attention.ignore(Nickname.sanitize("LESLIE")));

    assertTrue(attention.isIgnored(chatted(LESLIE, "hi")));
    assertTrue(attention.isIgnored(told(LESLIE, PAT)));
    assertFalse(attention.isIgnored(chatted(PAT, "hi")));
    assertFalse(attention.isIgnored(new ServerMessage.Left(LESLIE)));
    assertEquals(List.of("LESLIE"), attention.ignored());
    assertTrue(attention.unignore(LESLIE));
    assertFalse(attention.unignore(LESLIE));
    assertFalse(attention.isIgnored(chatted(LESLIE, "hi")));
  }

  private static ServerMessage chatted(Nickname nickname, String text) {
    return new ServerMessage.Chatted(nickname, Text.sanitize(text));
  }

  private static ServerMessage told(Nickname from, Nickname to) {
    return new ServerMessage.PrivateMessage(from, to, Text.sanitize("hi"));
  }
}
