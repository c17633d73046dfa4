package io.parley.client.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.model.DisplayLine;
import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.RestrictionKind;
import io.parley.protocol.RoomAction;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageFilterTest {
  private static final Nickname SELF = Nickname.sanitize("pat");
  private static final Nickname LESLIE = Nickname.sanitize("leslie");

  private final MemberLists members = new MemberLists();
  private final MessageFilter filter =
      new MessageFilter(List.of("deploy", "on fire", "聊天"), members);

  @ParameterizedTest
  @ValueSource(
      strings = {"pat", "hello PAT!", "pat: look", "(pat)", "Deploy now", "is it on fire?", "聊天"})
  void nickname_and_highlight_words_are_mentions(String text) {
    assertEquals(DisplayLine.Highlight.MENTION, filter.highlight(chatted(LESLIE, text), SELF));
  }

  @Test
  void what_is_done_to_the_user_is_highlighted() {
    RoomName tea = RoomName.sanitize("tea");
    assertEquals(
        DisplayLine.Highlight.PRIVATE,
        filter.highlight(new ServerMessage.Invited(LESLIE, tea), SELF));
    assertEquals(DisplayLine.Highlight.MENTION, filter.highlight(kicked(SELF, LESLIE), SELF));
    assertEquals(DisplayLine.Highlight.NONE, filter.highlight(kicked(LESLIE, SELF), SELF));
    for (RoomAction action :
        List.of(
            new RoomAction.RoleChanged(SELF, Optional.of("voice")),
            new RoomAction.Restricted(
                RestrictionKind.MUTE, "Pat", Optional.empty(), Optional.empty()),
            new RoomAction.Lifted(RestrictionKind.MUTE, "pat"))) {
      assertEquals(
          DisplayLine.Highlight.MENTION, filter.highlight(moderated(LESLIE, action), SELF));
      assertEquals(DisplayLine.Highlight.NONE, filter.highlight(moderated(SELF, action), SELF));
      assertEquals(DisplayLine.Highlight.NONE, filter.highlight(moderated(SELF, action), LESLIE));
    }
    assertEquals(
        DisplayLine.Highlight.NONE,
        filter.highlight(moderated(LESLIE, new RoomAction.SettingChanged("slow", "10s")), SELF));
  }

  @Test
  void invitation_of_an_ignored_user_is_hidden() {
    ServerMessage invited = new ServerMessage.Invited(LESLIE, RoomName.sanitize("tea"));
    assertEquals(Optional.of(invited), filter.withoutIgnored(invited));
    assertTrue(filter.ignored().add(LESLIE));

    assertEquals(Optional.empty(), filter.withoutIgnored(invited));
  }

  private static ServerMessage kicked(Nickname who, Nickname by) {
    return new ServerMessage.Left(who, Stamp.UNKNOWN, false, Optional.empty(), Optional.of(by));
  }

  private static ServerMessage moderated(Nickname by, RoomAction action) {
    return new ServerMessage.Moderated(by, action, Stamp.UNKNOWN);
  }

  /** Each spelling that the server regards as the same nickname. */
  @ParameterizedTest
  @CsvSource({
    "Zoë,    hello Zo\u00EB!",
    "Zoë,    hello Zoe\u0308!",
    "Zoë,    ZOE\u0308: look",
    "bob,    ＢＯＢ?",
    "bob,    bob´s",
    "bob,    see 😀bob😀",
    "bob,    bob-2 and bob",
    "Straße, STRASSE!",
    "Νίκος,  ΝΊΚΟΣ:α",
    "guest-1,guest-1, welcome",
    "𝐀lice,  hi alice",
  })
  void other_spellings_of_the_nickname_are_mentions(String nickname, String text) {
    assertEquals(
        DisplayLine.Highlight.MENTION,
        filter.highlight(chatted(LESLIE, text), Nickname.sanitize(nickname)));
  }

  @ParameterizedTest
  @CsvSource({
    "bob,     bob-2: hello",
    "bob,     -bob",
    "bob,     bob_",
    "bob,     2bob",
    "bob,     bob\u0301",
    "Zoe,     Zoe\u0308 and Zoë",
    "Zoë,     Zoe",
    "guest-1, guest-12",
    "2,       bob-2: hello"
  })
  void other_nicknames_are_no_mentions(String nickname, String text) {
    assertEquals(
        DisplayLine.Highlight.NONE,
        filter.highlight(chatted(LESLIE, text), Nickname.sanitize(nickname)));
  }

  /** Punctuation of a text is no part of a nickname. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "amy,      hello amy.",
        "amy,      hello amy...",
        "amy,      [amy] look",
        "amy,      see `amy`",
        "amy,      {amy}|{bob}",
        "amy,      amy|bob",
        "amy,      amy.Please come",
        "amy,      http://amy.example/",
        "[bot],    ask [bot]",
        "[bot],    [bot]: hi",
        "[bot],    [[bot]]",
        "amy|away, hello amy|away.",
        "a.b,      hello A.B.",
        "a\\b,      a\\b: hi",
        "हिन्दी,      हिन्दी: नमस्ते"
      })
  void nickname_with_punctuation_around_it_is_a_mention(String nickname, String text) {
    assertEquals(
        DisplayLine.Highlight.MENTION,
        filter.highlight(chatted(LESLIE, text), Nickname.sanitize(nickname)));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "amy,      amy.b,    hello amy.b.",
        "amy,      amy.,     hello amy.",
        "amy,      [amy],    [AMY]: hi",
        "amy,      [amy],    x|[amy]",
        "amy,      b.amy.c,  ask b.amy.c",
        "Straße,   strasse|, STRASSE|",
        "bot,      [bot],    [[bot]]"
      })
  void nickname_of_a_member_that_has_the_own_one_as_a_part_is_no_mention(
      String nickname, String member, String text) {
    Nickname self = Nickname.sanitize(nickname);
    assertEquals(DisplayLine.Highlight.MENTION, filter.highlight(chatted(LESLIE, text), self));

    members.onMessage(
        new ServerMessage.MemberList(List.of(self, Nickname.sanitize(member)), RoomName.LOBBY));

    assertEquals(DisplayLine.Highlight.NONE, filter.highlight(chatted(LESLIE, text), self));
    assertEquals(
        DisplayLine.Highlight.MENTION,
        filter.highlight(chatted(LESLIE, text + " and " + nickname + "!"), self));
    assertEquals(
        DisplayLine.Highlight.MENTION,
        filter.highlight(chatted(LESLIE, text), Nickname.sanitize(member)));
  }

  @Test
  void nickname_of_a_recent_author_is_known_without_a_member_list() {
    Nickname amy = Nickname.sanitize("amy");
    members.onMessage(chatted(Nickname.sanitize("amy."), "hi"));

    assertEquals(DisplayLine.Highlight.NONE, filter.highlight(chatted(LESLIE, "hello amy."), amy));
    assertEquals(
        DisplayLine.Highlight.MENTION, filter.highlight(chatted(LESLIE, "hello amy!"), amy));
  }

  @Test
  void long_punctuation_around_a_nickname_is_checked_in_short_time() {
    String text = ".".repeat(2000) + "pat" + "|".repeat(2000);
    assertEquals(
        DisplayLine.Highlight.MENTION, filter.highlight(chatted(LESLIE, text.repeat(2)), SELF));
  }

  @Test
  void search_result_without_ignored_users_still_says_how_much_was_searched() {
    assertTrue(filter.ignored().add(LESLIE));
    ServerMessage found =
        new ServerMessage.Answered(
            new Answer.SearchResults(
                "tea",
                List.of(new ServerMessage.Chatted(LESLIE, Text.sanitize("tea"))),
                OptionalLong.of(1000)));

    assertEquals(
        Optional.of(
            new ServerMessage.Answered(
                new Answer.SearchResults("tea", List.of(), OptionalLong.of(1000)))),
        filter.withoutIgnored(found));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ＤＥＰＬＯＹ", "deploy: now", "it is ON FIRE!"})
  void other_spellings_of_a_highlight_word_are_mentions(String text) {
    assertEquals(DisplayLine.Highlight.MENTION, filter.highlight(chatted(LESLIE, text), SELF));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pattern", "spat", "pat_2", "deployed", "re-deploy", "fire", ""})
  void parts_of_words_are_no_mentions(String text) {
    assertEquals(DisplayLine.Highlight.NONE, filter.highlight(chatted(LESLIE, text), SELF));
  }

  @Test
  void own_messages_are_not_highlighted() {
    assertEquals(
        DisplayLine.Highlight.NONE, filter.highlight(chatted(SELF, "pat will deploy"), SELF));
    assertEquals(DisplayLine.Highlight.NONE, filter.highlight(privateMessage(SELF, LESLIE), SELF));
  }

  @Test
  void emotes_and_private_messages_are_highlighted() {
    assertEquals(
        DisplayLine.Highlight.PRIVATE, filter.highlight(privateMessage(LESLIE, SELF), SELF));
    assertEquals(
        DisplayLine.Highlight.MENTION,
        filter.highlight(
            new ServerMessage.Emoted(LESLIE, Text.sanitize("waves at pat"), Stamp.UNKNOWN), SELF));
    assertEquals(
        DisplayLine.Highlight.NONE, filter.highlight(new ServerMessage.Joined(SELF), SELF));
  }

  @Test
  void messages_of_ignored_nickname_are_filtered_until_unignored() {
    assertFalse(isIgnored(chatted(LESLIE, "hi")));

    assertTrue(filter.ignored().add(Nickname.sanitize("LESLIE")));

    assertTrue(isIgnored(chatted(LESLIE, "hi")));
    assertTrue(isIgnored(privateMessage(LESLIE, SELF)));
    assertFalse(isIgnored(chatted(SELF, "hi")));
    assertTrue(isIgnored(new ServerMessage.Left(LESLIE)));
    assertEquals(List.of("LESLIE"), filter.ignored().names());
    assertEquals(List.of(Nickname.sanitize("LESLIE")), filter.ignored().remove(LESLIE));
    assertEquals(List.of(), filter.ignored().remove(LESLIE));
    assertFalse(isIgnored(chatted(LESLIE, "hi")));
  }

  private boolean isIgnored(ServerMessage message) {
    return filter.withoutIgnored(message).isEmpty();
  }

  private static ServerMessage chatted(Nickname nickname, String text) {
    return new ServerMessage.Chatted(nickname, Text.sanitize(text));
  }

  private static ServerMessage privateMessage(Nickname from, Nickname to) {
    return new ServerMessage.PrivateMessage(from, to, Text.sanitize("hi"));
  }
}
