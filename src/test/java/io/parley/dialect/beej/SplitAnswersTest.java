package io.parley.dialect.beej;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.dialect.Dialect;
import io.parley.dialect.DialectTestKit;
import io.parley.dialect.SampleExchanges;
import io.parley.dialect.SampleMessages;
import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import io.parley.wire.flow.DecodeResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Content that is too long for one frame becomes several packets without loss. */
class SplitAnswersTest {
  private static final DialectTestKit KIT = new DialectTestKit();
  private static final Dialect BASIC = BeejDialect.create(KIT.wire());
  private static final Dialect EXTENDED = BeejDialect.createExtended(KIT.wire());

  @AfterAll
  static void end() {
    KIT.close();
  }

  @Test
  void long_user_list_is_split() {
    List<Nickname> here = names().map(Nickname::new).toList();
    List<ServerMessage.MemberList> parts =
        parts(
            new ServerMessage.MemberList(here, SampleExchanges.TEA),
            ServerMessage.MemberList.class);
    assertEquals(here, joined(parts, ServerMessage.MemberList::nicknames));
    parts.forEach(part -> assertEquals(SampleExchanges.TEA, part.room()));
  }

  @Test
  void split_room_list_keeps_member_counts() {
    List<Answer.RoomList.Room> rooms =
        names()
            .map(name -> new Answer.RoomList.Room(new RoomName(name), name.hashCode() & 99))
            .toList();
    assertEquals(
        rooms,
        joined(answers(new Answer.RoomList(rooms), Answer.RoomList.class), Answer.RoomList::rooms));
  }

  @Test
  void split_history_keeps_order() {
    List<ServerMessage.RoomText> messages = messages();
    List<Answer.History> parts =
        answers(new Answer.History(SampleExchanges.TEA, messages), Answer.History.class);
    assertEquals(messages, joined(parts, Answer.History::messages));
    parts.forEach(part -> assertEquals(SampleExchanges.TEA, part.room()));
  }

  @Test
  void split_search_repeats_query_in_each_packet() {
    List<ServerMessage.RoomText> messages = messages();
    List<Answer.SearchResults> parts =
        answers(new Answer.SearchResults("tea", messages), Answer.SearchResults.class);
    assertEquals(messages, joined(parts, Answer.SearchResults::messages));
    parts.forEach(part -> assertEquals("tea", part.query()));
  }

  @Test
  void very_long_query_is_not_repeated() {
    List<ServerMessage.RoomText> one = List.of(chatted(1, SampleMessages.LONGEST_TEXT));
    Answer.SearchResults found = new Answer.SearchResults("茶".repeat(7000), one);
    ByteString frames = EXTENDED.serverCodec().encode(new ServerMessage.Answered(found));
    List<Answer.SearchResults> read = read(frames).stream().map(SplitAnswersTest::found).toList();
    assertEquals(List.of(new Answer.SearchResults("", one)), read);
  }

  @Test
  void longest_values_fit_into_one_frame() {
    String name = "𠀀".repeat(Nickname.MAX_LENGTH);
    Stamp stamp =
        new Stamp(new RoomName(name), SampleExchanges.EARLIER, OptionalLong.of(Long.MAX_VALUE));
    Text text = Text.sanitize(SampleMessages.LONGEST_TEXT);
    ServerMessage.RoomText emoted = new ServerMessage.Emoted(new Nickname(name), text, stamp);
    Answer found = new Answer.SearchResults("茶".repeat(666), List.of(emoted));
    ServerMessage set = new ServerMessage.TopicChanged(new Nickname(name), text, stamp);
    for (ServerMessage message : List.of(emoted, set, new ServerMessage.Answered(found))) {
      assertEquals(List.of(message), read(EXTENDED.serverCodec().encode(message)));
    }
  }

  @Test
  void split_whois_repeats_away_in_each_packet() {
    List<RoomName> rooms = names().map(RoomName::new).toList();
    Optional<Text> note = Optional.of(Text.sanitize("lunch"));
    List<Answer.Whois> parts =
        answers(
            new Answer.Whois(new Nickname("pat"), rooms, SampleExchanges.EARLIER, note),
            Answer.Whois.class);
    assertEquals(rooms, joined(parts, Answer.Whois::rooms));
    parts.forEach(part -> assertEquals(note, part.away()));
  }

  @Test
  void longest_entries_take_one_packet_each() {
    List<ServerMessage.RoomText> messages =
        IntStream.range(0, 5).mapToObj(i -> chatted(i, SampleMessages.LONGEST_TEXT)).toList();
    List<Answer.History> parts =
        answers(new Answer.History(SampleExchanges.TEA, messages), Answer.History.class);
    assertEquals(messages, joined(parts, Answer.History::messages));
    assertEquals(5, parts.size());
  }

  @Test
  void long_topic_is_complete_in_topic_field() throws Exception {
    ServerMessage set =
        new ServerMessage.TopicChanged(
            new Nickname("pat"),
            Text.sanitize(SampleMessages.LONGEST_TEXT),
            SampleExchanges.STORED_STAMP);
    ByteString frame = EXTENDED.serverCodec().encode(set);
    assertEquals(List.of(set), read(frame));
    JsonNode packet = BeejTestPackets.read(KIT.json(), frame).get(0);
    assertEquals("pat has made a long text the topic.", packet.path("message").asText());
  }

  @Test
  void basic_client_gets_long_answer_in_several_chats() throws Exception {
    List<Answer.RoomList.Room> rooms =
        names().map(name -> new Answer.RoomList.Room(new RoomName(name), 1)).toList();
    Answer answer = new Answer.RoomList(rooms);
    ByteString frames = BASIC.serverCodec().encode(new ServerMessage.Answered(answer));
    StringBuilder words = new StringBuilder();
    for (JsonNode packet : BeejTestPackets.read(KIT.json(), frames)) {
      assertEquals("***", packet.path("nick").asText());
      words.append(packet.path("message").asText());
    }
    assertEquals(answer.toPlainText().get(0).value(), words.toString());
  }

  private static Stream<String> names() {
    return IntStream.range(0, 2000).mapToObj(i -> "小明-" + i + "-" + "𠀀".repeat(i % 20));
  }

  /** Short and long messages, some of which fill a frame. */
  private static List<ServerMessage.RoomText> messages() {
    return IntStream.range(0, 300)
        .mapToObj(i -> chatted(i, "😀".repeat(1 + i * 977 % (i % 40 == 0 ? Text.MAX_LIMIT : 40))))
        .toList();
  }

  private static ServerMessage.RoomText chatted(int id, String text) {
    Stamp stamp =
        new Stamp(SampleExchanges.TEA, SampleExchanges.EARLIER.plusMillis(id), OptionalLong.of(id));
    return new ServerMessage.Chatted(new Nickname("pat"), Text.sanitize(text), stamp);
  }

  private static <A> List<A> answers(Answer answer, Class<A> kind) {
    return parts(new ServerMessage.Answered(answer), ServerMessage.Answered.class).stream()
        .map(part -> assertInstanceOf(kind, part.answer()))
        .toList();
  }

  /** The messages that the client reads from several frames. */
  private static <M> List<M> parts(ServerMessage message, Class<M> kind) {
    ByteString frames = EXTENDED.serverCodec().encode(message);
    assertTrue(frames.size() > BeejDialect.MAX_FRAME_BYTES, "the text is too short for the test");
    List<M> parts = read(frames).stream().map(part -> assertInstanceOf(kind, part)).toList();
    // About as many as necessary.
    assertTrue(parts.size() <= 3 + 2 * frames.size() / BeejDialect.MAX_FRAME_BYTES);
    return parts;
  }

  private static Answer.SearchResults found(ServerMessage message) {
    Answer answer = assertInstanceOf(ServerMessage.Answered.class, message).answer();
    return assertInstanceOf(Answer.SearchResults.class, answer);
  }

  private static List<ServerMessage> read(ByteString frames) {
    return KIT.read(EXTENDED.clientCodec(), frames).stream()
        .map(received -> ((DecodeResult.Message<ServerMessage>) received).message())
        .toList();
  }

  private static <M, E> List<E> joined(List<M> parts, Function<M, List<E>> entries) {
    List<E> all = new ArrayList<>();
    parts.forEach(part -> all.addAll(entries.apply(part)));
    return all;
  }
}
