package io.parley.client.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.client.ClientFixture;
import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowHeadingsTest {
  private static final Nickname PAT = Nickname.sanitize("pat");
  private static final Nickname AMY = Nickname.sanitize("Amy");
  private static final RoomName TEA = new RoomName("tea");

  private final WindowHeadings headings = new WindowHeadings();

  @Test
  void away_note_follows_the_person_to_another_nickname() {
    Nickname amelia = new Nickname("amelia");
    receive(notice("Amy is away: lunch"));

    receive(new ServerMessage.Renamed(AMY, amelia, stamp()));

    assertEquals(Optional.of("lunch"), headings.awayNote(amelia));
    assertEquals(Optional.empty(), headings.awayNote(AMY));
  }

  @Test
  void topic_change_is_known_until_it_is_removed() {
    receive(new ServerMessage.TopicChanged(AMY, Text.sanitize("one\ntwo"), stamp()));
    assertEquals(Optional.of("one↵two"), headings.topic(new RoomName("TEA")));
    assertEquals(Optional.empty(), headings.topic(RoomName.LOBBY));

    receive(new ServerMessage.TopicChanged(AMY, Text.sanitize(""), stamp()));
    assertEquals(Optional.empty(), headings.topic(TEA));
  }

  @Test
  void answer_sets_and_removes_topic() {
    receive(answered(new Answer.Topic(TEA, Optional.of(Text.sanitize("green")))));
    assertEquals(Optional.of("green"), headings.topic(TEA));

    receive(answered(new Answer.Topic(TEA, Optional.empty())));
    assertEquals(Optional.empty(), headings.topic(TEA));
  }

  /** The last three are of the dialect nickname. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "The topic of tea is: a: b",
        "amy has made this the topic of tea: a: b",
        "📌 房间 tea 的主题: a: b",
        "📌 amy 将房间 tea 的主题设为: a: b"
      })
  void notice_sets_topic(String notice) {
    receive(notice(notice));

    assertEquals(Optional.of("a: b"), headings.topic(TEA));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tea has no topic.",
        "amy has taken away the topic of tea",
        "📌 房间 tea 没有主题",
        "📌 amy 取消了房间 tea 的主题"
      })
  void notice_removes_topic(String notice) {
    receive(notice("The topic of tea is: green"), notice("Nobody is here."));
    assertEquals(Optional.of("green"), headings.topic(TEA));

    receive(notice(notice));

    assertEquals(Optional.empty(), headings.topic(TEA));
  }

  /** A server tells the topic before it confirms the join, and nothing if there is none. */
  @Test
  void topic_stays_over_lost_connection_unless_it_was_removed_meanwhile() {
    receive(notice("The topic of tea is: green"), notice("The topic of lobby is: old"));

    headings.onConnectionLost();
    assertEquals(Optional.of("green"), headings.topic(TEA));

    receive(
        new ServerMessage.Joined(PAT, new Stamp(RoomName.LOBBY, ClientFixture.NOW)),
        notice("The topic of tea is: black"),
        new ServerMessage.Joined(PAT, stamp()));
    assertEquals(Optional.of("black"), headings.topic(TEA));
    assertEquals(Optional.empty(), headings.topic(RoomName.LOBBY));
  }

  @Test
  void join_of_room_again_keeps_topic() {
    receive(notice("The topic of tea is: green"));

    receive(new ServerMessage.Joined(PAT, stamp()));

    assertEquals(Optional.of("green"), headings.topic(TEA));
  }

  @Test
  void away_note_is_known_from_notice_and_whois_until_the_session_ends() {
    receive(notice("Amy is away: lunch"));
    assertEquals(Optional.of("lunch"), headings.awayNote(Nickname.sanitize("amy")));
    receive(whois(Optional.empty()));
    assertEquals(Optional.empty(), headings.awayNote(AMY));

    receive(whois(Optional.of(Text.sanitize("tea"))));
    assertEquals(Optional.of("tea"), headings.awayNote(AMY));
    receive(new ServerMessage.Left(AMY, stamp()));
    assertEquals(Optional.empty(), headings.awayNote(AMY));
  }

  @Test
  void long_topic_is_kept_in_part() {
    receive(notice("The topic of tea is: " + "😀".repeat(1001)));

    assertEquals(Optional.of("😀".repeat(1000)), headings.topic(TEA));
  }

  private void receive(ServerMessage... messages) {
    for (ServerMessage message : messages) {
      headings.onMessage(message, PAT);
    }
  }

  private static ServerMessage notice(String text) {
    return new ServerMessage.Notice(Text.sanitize(text));
  }

  private static ServerMessage answered(Answer answer) {
    return new ServerMessage.Answered(answer);
  }

  private static ServerMessage whois(Optional<Text> away) {
    return answered(new Answer.Whois(AMY, List.of(TEA), ClientFixture.NOW, away));
  }

  private static Stamp stamp() {
    return new Stamp(TEA, ClientFixture.NOW);
  }
}
