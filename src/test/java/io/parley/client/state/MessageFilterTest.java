package io.parley.client.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.model.DisplayLine;
import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageFilterTest {
  private static final Nickname PAT = Nickname.sanitize("pat");
  private static final Nickname LESLIE = Nickname.sanitize("leslie");

  private final MessageFilter attention = new MessageFilter(List.of("deploy", "on fire", "聊天"));

  @ParameterizedTest
  @ValueSource(
      strings = {"pat", "hello PAT!", "pat: look", "(pat)", "Deploy now", "is it on fire?", "聊天"})
  void is_called_by_its_name_and_its_words(String text) {
    assertEquals(DisplayLine.Highlight.MENTION, attention.highlight(chatted(LESLIE, text), PAT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pattern", "spat", "pat_2", "deployed", "fire", ""})
  void is_not_called_by_parts_of_other_words(String text) {
    assertEquals(DisplayLine.Highlight.NONE, attention.highlight(chatted(LESLIE, text), PAT));
  }

  @Test
  void is_not_called_by_what_one_says_oneself() {
    assertEquals(
        DisplayLine.Highlight.NONE, attention.highlight(chatted(PAT, "pat will deploy"), PAT));
    assertEquals(DisplayLine.Highlight.NONE, attention.highlight(told(PAT, LESLIE), PAT));
  }

  @Test
  void is_called_by_emotes_and_by_what_is_said_to_one_alone() {
    assertEquals(DisplayLine.Highlight.PRIVATE, attention.highlight(told(LESLIE, PAT), PAT));
    assertEquals(
        DisplayLine.Highlight.MENTION,
        attention.highlight(
            new ServerMessage.Emoted(LESLIE, Text.sanitize("waves at pat"), Stamp.UNKNOWN), PAT));
    assertEquals(
        DisplayLine.Highlight.NONE, attention.highlight(new ServerMessage.Joined(PAT), PAT));
  }

  @Test
  void hears_nothing_of_those_who_are_ignored() {
    assertFalse(attention.isIgnored(chatted(LESLIE, "hi")));

    assertTrue(attention.ignore(Nickname.sanitize("LESLIE")));

    assertTrue(attention.isIgnored(chatted(LESLIE, "hi")));
    assertTrue(attention.isIgnored(told(LESLIE, PAT)));
    assertFalse(attention.isIgnored(chatted(PAT, "hi")));
    assertFalse(attention.isIgnored(new ServerMessage.Left(LESLIE)));
    assertEquals(List.of("LESLIE"), attention.ignoredNicknames());
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
