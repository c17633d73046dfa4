package io.parley.client.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.ClientFixture;
import io.parley.client.model.ScreenTraits;
import io.parley.client.screen.FakeScreen;
import io.parley.protocol.Annotations;
import io.parley.protocol.Citation;
import io.parley.protocol.Emoji;
import io.parley.protocol.EmojiReaction;
import io.parley.protocol.Nickname;
import io.parley.protocol.Request;
import io.parley.protocol.Revision;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent and shown for the commands about messages that were said before. */
class MessageCommandsTest {
  private static final Nickname PAT = Nickname.sanitize("pat");
  private static final Nickname AMY = Nickname.sanitize("amy");
  private static final Optional<String> LOBBY = Optional.of("lobby");

  private final ClientFixture pat = client(new ScreenTraits(true, true));

  @Test
  void newest_message_is_meant_unless_another_is_named() {
    enter(pat);
    pat.receive(said(AMY, 40, "hi"), said(PAT, 41, "helo"), said(PAT, 42, "all"));
    pat.receive(said(AMY, 43, "how are you?"));
    pat.type("/edit everybody", "/edit ^2 hello", "/edit #7 5 apples", "/delete", "/delete ^2");
    pat.expectRequests(
        new Request.Edit(42, "everybody", LOBBY),
        new Request.Edit(41, "hello", LOBBY),
        new Request.Edit(7, "5 apples", LOBBY),
        new Request.Delete(42, LOBBY),
        new Request.Delete(41, LOBBY));
    pat.type("/react 👍", "/unreact ^2 👍", "/purge amy", "/purge amy for 1H");
    pat.expectRequests(
        new Request.React(43, "👍", true, LOBBY),
        new Request.React(40, "👍", false, LOBBY),
        new Request.Purge("amy", Optional.empty(), LOBBY),
        new Request.Purge("amy", Optional.of("1h"), LOBBY));
    pat.type("/reply fine");
    pat.expectRequests(new Request.Reply(43, "fine", LOBBY));
  }

  @Test
  void deleted_message_is_meant_no_longer() {
    enter(pat);
    pat.receive(said(PAT, 41, "one"), said(PAT, 42, "two"));
    pat.receive(revised(new Revision.Deleted(), said(PAT, 42, "")));
    pat.type("/edit three");
    pat.expectRequests(new Request.Edit(41, "three", LOBBY));
  }

  @Test
  void nothing_is_sent_if_no_message_is_known() {
    enter(pat);
    pat.type("/edit hello", "/reply ^3 hello");
    pat.expectSent();
    pat.screen()
        .expect(
            "*** No such message of yours is known here: #ID names one by its id.",
            "*** No such message of others is known here: #ID names one by its id.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/edit",
        "/edit ^1",
        "/delete me",
        "/react",
        "/reply  ",
        "/purge",
        "/purge amy 1h",
        "/purge amy for long"
      })
  void wrong_usage_sends_nothing(String line) {
    enter(pat);
    pat.receive(said(PAT, 41, "one"), said(AMY, 42, "two"));
    pat.screen().expect("pat: one", "amy: two");
    pat.type(line);
    pat.expectSent();
    assertTrue(pat.screen().next().startsWith("*** Usage: " + line.split(" ", 2)[0]));
  }

  @Test
  void window_shows_a_message_as_it_is_now() {
    enter(pat);
    Annotations edited =
        new Annotations(
            Optional.of(Citation.of(40, AMY, Text.sanitize("tea?"))),
            Optional.of(Instant.EPOCH),
            Optional.empty(),
            List.of(new EmojiReaction(new Emoji("👍"), 2, List.of(PAT, AMY))));
    pat.receive(
        revised(
            new Revision.Edited(),
            new ServerMessage.Chatted(AMY, Text.sanitize("yes\nplease"), stamp(41), edited)));
    assertEquals(
        List.of("41 [amy: (re amy: tea?) yes, amy: please (edited),     👍 2]"),
        pat.screen().revisions());
    pat.screen().expect("*** amy corrected: yes↵please"); // the fake has no windows
  }

  @Test
  void screen_without_windows_shows_a_line() {
    ClientFixture plain = client(new ScreenTraits(true, false));
    enter(plain);
    plain.receive(revised(new Revision.Deleted(), said(PAT, 41, ""), said(PAT, 42, "")));
    plain.screen().expect("*** amy deleted 2 messages of pat");
    plain.receive(
        revised(new Revision.Reacted(new Emoji("👍"), true), said(PAT, 43, "done")),
        revised(new Revision.Reacted(new Emoji("👍"), false), said(PAT, 43, "done")));
    plain.screen().expect("*** amy reacts with 👍 to pat: done");
    plain.receive(said(AMY, 44, "end"));
    plain.screen().expect("amy: end");
    assertEquals(List.of(), plain.screen().revisions());
  }

  @Test
  void what_an_ignored_person_edits_is_not_shown() {
    enter(pat);
    pat.type("/ignore amy");
    pat.screen().expect("*** Messages of amy are hidden; /unignore shows them again.");
    pat.receive(revised(new Revision.Edited(), said(AMY, 41, "look at me")));
    pat.receive(said(PAT, 42, "end"));
    pat.screen().expect("pat: end");
    assertEquals(List.of(), pat.screen().revisions());
  }

  private static ServerMessage.Chatted said(Nickname author, long id, String text) {
    return new ServerMessage.Chatted(author, Text.sanitize(text), stamp(id));
  }

  private static ServerMessage revised(Revision revision, ServerMessage.RoomText... messages) {
    return new ServerMessage.Revised(
        AMY, revision, List.of(messages), new Stamp(RoomName.LOBBY, ClientFixture.NOW));
  }

  private static Stamp stamp(long id) {
    return new Stamp(RoomName.LOBBY, ClientFixture.NOW, OptionalLong.of(id));
  }

  private static void enter(ClientFixture client) {
    client.receive(new ServerMessage.Joined(PAT, new Stamp(RoomName.LOBBY, ClientFixture.NOW)));
    client.screen().expect("*** pat has joined the chat");
  }

  private static ClientFixture client(ScreenTraits traits) {
    return RoomCommandsTest.client(new FakeScreen(traits));
  }
}
