package io.parley.dialect.beej;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.dialect.Dialect;
import io.parley.dialect.DialectTestKit;
import io.parley.dialect.Received;
import io.parley.dialect.SampleTalk;
import io.parley.dialect.Samples;
import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
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

/**
 * What does not fit into one frame comes as several whole packets; nothing is lost between them.
 */
class LongAnswersTest {
  private static final DialectTestKit KIT = new DialectTestKit();
  private static final Dialect BASIC = BeejDialect.on(KIT.wire());
  private static final Dialect EXTENDED = BeejDialect.extendedOn(KIT.wire());

  @AfterAll
  static void end() {
    KIT.close();
  }

  @Test
  void who_is_here_comes_in_as_many_packets_as_it_takes() {
    List<Nickname> here = names().map(Nickname::new).toList();
    List<ServerMessage.Present> parts =
        parts(new ServerMessage.Present(here, SampleTalk.TEA), ServerMessage.Present.class);
    assertEquals(here, joined(parts, ServerMessage.Present::nicknames));
    parts.forEach(part -> assertEquals(SampleTalk.TEA, part.room()));
  }

  @Test
  void the_rooms_keep_their_numbers_of_members() {
    List<Answer.Rooms.Room> rooms =
        names()
            .map(name -> new Answer.Rooms.Room(new RoomName(name), name.hashCode() & 99))
            .toList();
    assertEquals(
        rooms, joined(answers(new Answer.Rooms(rooms), Answer.Rooms.class), Answer.Rooms::rooms));
  }

  @Test
  void the_past_stays_in_order() {
    List<ServerMessage> messages = messages();
    List<Answer.Past> parts = answers(new Answer.Past(SampleTalk.TEA, messages), Answer.Past.class);
    assertEquals(messages, joined(parts, Answer.Past::messages));
    parts.forEach(part -> assertEquals(SampleTalk.TEA, part.room()));
  }

  @Test
  void what_was_found_has_its_words_in_each_packet() {
    List<ServerMessage> messages = messages();
    List<Answer.Found> parts = answers(new Answer.Found("tea", messages), Answer.Found.class);
    assertEquals(messages, joined(parts, Answer.Found::messages));
    parts.forEach(part -> assertEquals("tea", part.words()));
  }

  @Test
  void very_long_words_are_not_repeated_to_who_typed_them() {
    List<ServerMessage> one = List.of(chatted(1, Samples.LONGEST_TEXT));
    Answer.Found found = new Answer.Found("茶".repeat(7000), one);
    ByteString frames = EXTENDED.serverSide().encode(new ServerMessage.Answered(found));
    List<Answer.Found> read = read(frames).stream().map(LongAnswersTest::found).toList();
    assertEquals(List.of(new Answer.Found("", one)), read);
  }

  @Test
  void the_longest_of_everything_fits_into_one_frame() {
    String name = "𠀀".repeat(Nickname.MAX_LENGTH);
    Stamp stamp =
        new Stamp(new RoomName(name), SampleTalk.EARLIER, OptionalLong.of(Long.MAX_VALUE));
    Text text = Text.clean(Samples.LONGEST_TEXT);
    ServerMessage emoted = new ServerMessage.Emoted(new Nickname(name), text, stamp);
    Answer found = new Answer.Found("茶".repeat(666), List.of(emoted));
    ServerMessage set = new ServerMessage.TopicSet(new Nickname(name), text, stamp);
    for (ServerMessage message : List.of(emoted, set, new ServerMessage.Answered(found))) {
      assertEquals(List.of(message), read(EXTENDED.serverSide().encode(message)));
    }
  }

  @Test
  void somebody_in_very_many_rooms_is_away_in_each_packet() {
    List<RoomName> rooms = names().map(RoomName::new).toList();
    Optional<Text> note = Optional.of(Text.clean("lunch"));
    List<Answer.Whois> parts =
        answers(
            new Answer.Whois(new Nickname("pat"), rooms, SampleTalk.EARLIER, note),
            Answer.Whois.class);
    assertEquals(rooms, joined(parts, Answer.Whois::rooms));
    parts.forEach(part -> assertEquals(note, part.away()));
  }

  @Test
  void the_longest_entries_come_one_by_one() {
    List<ServerMessage> messages =
        IntStream.range(0, 5).mapToObj(i -> chatted(i, Samples.LONGEST_TEXT)).toList();
    List<Answer.Past> parts = answers(new Answer.Past(SampleTalk.TEA, messages), Answer.Past.class);
    assertEquals(messages, joined(parts, Answer.Past::messages));
    assertEquals(5, parts.size());
  }

  @Test
  void a_long_topic_is_whole_where_programs_look_for_it() throws Exception {
    ServerMessage set =
        new ServerMessage.TopicSet(
            new Nickname("pat"), Text.clean(Samples.LONGEST_TEXT), SampleTalk.KEPT);
    ByteString frame = EXTENDED.serverSide().encode(set);
    assertEquals(List.of(set), read(frame));
    JsonNode packet = Packets.read(KIT.json(), frame).get(0);
    assertEquals("pat has made a long text the topic.", packet.path("message").asText());
  }

  @Test
  void basic_clients_get_the_words_of_a_long_answer_in_pieces() throws Exception {
    List<Answer.Rooms.Room> rooms =
        names().map(name -> new Answer.Rooms.Room(new RoomName(name), 1)).toList();
    Answer answer = new Answer.Rooms(rooms);
    ByteString frames = BASIC.serverSide().encode(new ServerMessage.Answered(answer));
    StringBuilder words = new StringBuilder();
    for (JsonNode packet : Packets.read(KIT.json(), frames)) {
      assertEquals("***", packet.path("nick").asText());
      words.append(packet.path("message").asText());
    }
    assertEquals(answer.inWords().get(0).value(), words.toString());
  }

  private static Stream<String> names() {
    return IntStream.range(0, 2000).mapToObj(i -> "小明-" + i + "-" + "𠀀".repeat(i % 20));
  }

  /** Short ones and long ones, of which some fill a frame. */
  private static List<ServerMessage> messages() {
    return IntStream.range(0, 300)
        .mapToObj(i -> chatted(i, "😀".repeat(1 + i * 977 % (i % 40 == 0 ? Text.LONGEST : 40))))
        .toList();
  }

  private static ServerMessage chatted(int id, String text) {
    Stamp stamp = new Stamp(SampleTalk.TEA, SampleTalk.EARLIER.plusMillis(id), OptionalLong.of(id));
    return new ServerMessage.Chatted(new Nickname("pat"), Text.clean(text), stamp);
  }

  private static <A> List<A> answers(Answer answer, Class<A> kind) {
    return parts(new ServerMessage.Answered(answer), ServerMessage.Answered.class).stream()
        .map(part -> assertInstanceOf(kind, part.answer()))
        .toList();
  }

  /** What the client reads of a message that takes several frames. */
  private static <M> List<M> parts(ServerMessage message, Class<M> kind) {
    ByteString frames = EXTENDED.serverSide().encode(message);
    assertTrue(frames.size() > BeejDialect.LONGEST_FRAME, "it is not long");
    List<M> parts = read(frames).stream().map(part -> assertInstanceOf(kind, part)).toList();
    // No more of them than there must be, or nearly.
    assertTrue(parts.size() <= 3 + 2 * frames.size() / BeejDialect.LONGEST_FRAME);
    return parts;
  }

  private static Answer.Found found(ServerMessage message) {
    Answer answer = assertInstanceOf(ServerMessage.Answered.class, message).answer();
    return assertInstanceOf(Answer.Found.class, answer);
  }

  private static List<ServerMessage> read(ByteString frames) {
    return KIT.read(EXTENDED.clientSide().decoder(), frames).stream()
        .map(received -> ((Received.Message<ServerMessage>) received).message())
        .toList();
  }

  private static <M, E> List<E> joined(List<M> parts, Function<M, List<E>> entries) {
    List<E> all = new ArrayList<>();
    parts.forEach(part -> all.addAll(entries.apply(part)));
    return all;
  }
}
