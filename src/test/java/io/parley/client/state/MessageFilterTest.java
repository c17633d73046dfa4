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

  private final MessageFilter filter = new MessageFilter(List.of("deploy", "on fire", "聊天"));

  @ParameterizedTest
  @ValueSource(
      strings = {"pat", "hello PAT!", "pat: look", "(pat)", "Deploy now", "is it on fire?", "聊天"})
  void nickname_and_highlight_words_are_mentions(String text) {
    assertEquals(DisplayLine.Highlight.MENTION, filter.highlight(chatted(LESLIE, text), PAT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pattern", "spat", "pat_2", "deployed", "fire", ""})
  void parts_of_words_are_no_mentions(String text) {
    assertEquals(DisplayLine.Highlight.NONE, filter.highlight(chatted(LESLIE, text), PAT));
  }

  @Test
  void own_messages_are_not_highlighted() {
    assertEquals(
        DisplayLine.Highlight.NONE, filter.highlight(chatted(PAT, "pat will deploy"), PAT));
    assertEquals(DisplayLine.Highlight.NONE, filter.highlight(privateMessage(PAT, LESLIE), PAT));
  }

  @Test
  void emotes_and_private_messages_are_highlighted() {
    assertEquals(DisplayLine.Highlight.PRIVATE, filter.highlight(privateMessage(LESLIE, PAT), PAT));
    assertEquals(
        DisplayLine.Highlight.MENTION,
        filter.highlight(
            new ServerMessage.Emoted(LESLIE, Text.sanitize("waves at pat"), Stamp.UNKNOWN), PAT));
    assertEquals(DisplayLine.Highlight.NONE, filter.highlight(new ServerMessage.Joined(PAT), PAT));
  }

  @Test
  void messages_of_ignored_nickname_are_filtered_until_unignored() {
    assertFalse(filter.isIgnored(chatted(LESLIE, "hi")));

    assertTrue(filter.ignore(Nickname.sanitize("LESLIE")));

    assertTrue(filter.isIgnored(chatted(LESLIE, "hi")));
    assertTrue(filter.isIgnored(privateMessage(LESLIE, PAT)));
    assertFalse(filter.isIgnored(chatted(PAT, "hi")));
    assertFalse(filter.isIgnored(new ServerMessage.Left(LESLIE)));
    assertEquals(List.of("LESLIE"), filter.ignoredNicknames());
    assertTrue(filter.unignore(LESLIE));
    assertFalse(filter.unignore(LESLIE));
    assertFalse(filter.isIgnored(chatted(LESLIE, "hi")));
  }

  private static ServerMessage chatted(Nickname nickname, String text) {
    return new ServerMessage.Chatted(nickname, Text.sanitize(text));
  }

  private static ServerMessage privateMessage(Nickname from, Nickname to) {
    return new ServerMessage.PrivateMessage(from, to, Text.sanitize("hi"));
  }
}
