package io.parley.dialect.beej;

import static io.parley.protocol.Problem.Code.MISSING_FIELD;
import static io.parley.protocol.Problem.Code.WRONG_FIELD_TYPE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.parley.dialect.DialectCodec;
import io.parley.dialect.DialectTestKit;
import io.parley.protocol.Answer;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import io.parley.wire.flow.DecodeResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets of servers that other people wrote, basic and extended, read by the client. */
class ForeignServerTest {
  private static final DialectTestKit KIT = new DialectTestKit();
  private static final DialectCodec<ClientMessage, ServerMessage> CLIENT =
      BeejDialect.create(KIT.wire()).clientCodec();
  private static final Nickname PAT = new Nickname("pat");
  private static final Text HI = Text.sanitize("hi");

  @AfterAll
  static void end() {
    KIT.close();
  }

  @Test
  void message_without_room_and_time_has_unknown_stamp() {
    assertEquals(
        new ServerMessage.Chatted(PAT, HI, Stamp.UNKNOWN),
        receivedMessages("{'type':'chat','nick':'pat','message':'hi'}"));
    assertEquals(
        new ServerMessage.Joined(PAT, Stamp.UNKNOWN),
        receivedMessages("{'type':'join','nick':'pat'}"));
    assertEquals(
        new ServerMessage.Chatted(
            PAT, HI, new Stamp(new RoomName("tea"), Instant.EPOCH, OptionalLong.empty())),
        receivedMessages("{'type':'chat','nick':'pat','message':'hi','room':'tea'}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'time':'10:22'",
        "'time':null",
        "'time':-1",
        "'time':1e300",
        "'time':1e999",
        "'id':'abc'",
        "'id':-1",
        "'id':1.5",
        "'id':99999999999999999999",
        "'room':7",
        "'room':['tea'],'time':{},'id':[]"
      })
  void invalid_optional_fields_are_ignored(String fields) {
    assertEquals(
        new ServerMessage.Chatted(PAT, HI, Stamp.UNKNOWN),
        receivedMessages("{'type':'chat','nick':'pat','message':'hi'," + fields + "}"));
  }

  @Test
  void time_is_read_to_the_millisecond() {
    for (String time : List.of("1600000000.5", "1600000000.500", "1.6000000005e9")) {
      ServerMessage left = receivedMessages("{'type':'leave','nick':'pat','time':" + time + "}");
      assertEquals(
          Instant.ofEpochMilli(1_600_000_000_500L),
          assertInstanceOf(ServerMessage.Left.class, left).stamp().time());
    }
  }

  @Test
  void control_characters_are_removed() {
    RoomName room = new RoomName("[2Jtea");
    String evil = "\\u001b[2Jtea";
    Nickname who = new Nickname("[2Jtea");
    Text what = Text.sanitize("[2Jtea");
    Stamp stamp = new Stamp(room, Instant.EPOCH);
    assertEquals(
        new ServerMessage.Emoted(who, what, stamp),
        receivedMessages("{'type':'emote','nick':'%s','message':'%s','room':'%s'}", evil));
    assertEquals(
        new ServerMessage.PrivateMessage(who, who, what),
        receivedMessages("{'type':'pm','from':'%s','to':'%s','message':'%s'}", evil));
    assertEquals(
        new ServerMessage.MemberList(List.of(who), room),
        receivedMessages("{'type':'users','users':['%s'],'room':'%s'}", evil));
    assertEquals(
        new ServerMessage.TopicChanged(who, what, stamp),
        receivedMessages(
            "{'type':'chat','nick':'***','message':'','by':'%s','topic':'%s','room':'%s'}", evil));
    assertEquals(
        new Answer.Whois(who, List.of(room), Instant.EPOCH, Optional.of(what)),
        answer("{'type':'whois','nick':'%s','rooms':['%s'],'away':'%s'}", evil));
    assertEquals(
        new Answer.Topic(room, Optional.of(what)),
        answer("{'type':'topic','room':'%s','topic':'%s'}", evil));
    assertEquals(
        new Answer.SearchResults("[2Jtea", List.of(new ServerMessage.Chatted(who, what, stamp))),
        answer(
            "{'type':'search','words':'%s','messages':"
                + "[{'nick':'%s','message':'%s','room':'%s'}]}",
            evil));
    assertEquals(
        new ServerMessage.Notice(what),
        receivedMessages("{'type':'error','code':'%s','message':'%s'}", evil));
  }

  @Test
  void room_list_without_counts_has_zero_members() {
    assertEquals(
        new Answer.RoomList(
            List.of(
                new Answer.RoomList.Room(new RoomName("lobby"), 0),
                new Answer.RoomList.Room(new RoomName("tea"), 0))),
        answer("{'type':'rooms','rooms':['lobby','tea']}"));
    assertEquals(
        new Answer.RoomList(
            List.of(
                new Answer.RoomList.Room(new RoomName("lobby"), 0),
                new Answer.RoomList.Room(new RoomName("tea"), 0))),
        answer("{'type':'rooms','rooms':['lobby','tea'],'members':['many']}"));
  }

  @Test
  void history_entry_has_room_of_its_packet() {
    assertEquals(
        new Answer.History(
            new RoomName("tea"),
            List.of(
                new ServerMessage.Chatted(
                    PAT, HI, new Stamp(new RoomName("tea"), Instant.ofEpochSecond(5))))),
        answer(
            "{'type':'history','room':'tea',"
                + "'messages':[{'nick':'pat','message':'hi','time':5,'emote':1}]}"));
  }

  @Test
  void invalid_answer_is_malformed() {
    assertEquals(MISSING_FIELD, problem("{'type':'history','room':'tea'}"));
    assertEquals(WRONG_FIELD_TYPE, problem("{'type':'history','messages':'none'}"));
    assertEquals(WRONG_FIELD_TYPE, problem("{'type':'history','messages':{'nick':{}}}"));
    assertEquals(WRONG_FIELD_TYPE, problem("{'type':'search','messages':['hi']}"));
    assertEquals(MISSING_FIELD, problem("{'type':'search','messages':[{'nick':'pat'}]}"));
    assertEquals(WRONG_FIELD_TYPE, problem("{'type':'users','users':[null]}"));
    assertEquals(MISSING_FIELD, problem("{'type':'rooms'}"));
    assertEquals(MISSING_FIELD, problem("{'type':'whois','rooms':[]}"));
    assertEquals(MISSING_FIELD, problem("{'type':'error','code':'TOO_SLOW'}"));
  }

  private static Problem.Code problem(String packet) {
    return assertInstanceOf(DecodeResult.Malformed.class, received(packet), packet)
        .problem()
        .code();
  }

  private static Answer answer(String packet) {
    return assertInstanceOf(ServerMessage.Answered.class, receivedMessages(packet)).answer();
  }

  private static Answer answer(String packet, String value) {
    return answer(packet.replace("%s", value));
  }

  private static ServerMessage receivedMessages(String packet, String value) {
    return receivedMessages(packet.replace("%s", value));
  }

  private static ServerMessage receivedMessages(String packet) {
    return ((DecodeResult.Message<ServerMessage>) received(packet)).message();
  }

  private static DecodeResult<ServerMessage> received(String packet) {
    return KIT.read(CLIENT, BeejTestPackets.frame(packet)).get(0);
  }
}
