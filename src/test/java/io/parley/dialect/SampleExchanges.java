package io.parley.dialect;

import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Every request and every answer, with all that need not be there and without it. */
public final class SampleExchanges {
  /** Not what the clock of the tests says. */
  public static final Instant EARLIER = Instant.ofEpochMilli(1_600_000_000_500L);

  public static final RoomName TEA = new RoomName("tea");

  /** Of what is kept. */
  public static final Stamp STORED_STAMP = new Stamp(TEA, EARLIER, OptionalLong.of(42));

  private static final Nickname PAT = new Nickname("pat");
  private static final Nickname MING = new Nickname("小明");

  private SampleExchanges() {}

  public static List<Request> requests() {
    return List.of(
        new Request.Emote("goes out"),
        new Request.Enter("茶室"),
        new Request.Exit(Optional.of("tea")),
        new Request.Exit(Optional.empty()),
        new Request.Names(Optional.of("tea")),
        new Request.Names(Optional.empty()),
        new Request.Rooms(),
        new Request.Topic(Optional.of("cake")),
        new Request.Topic(Optional.of("")),
        new Request.Topic(Optional.empty()),
        new Request.Away(Optional.of("lunch")),
        new Request.Away(Optional.empty()),
        new Request.Whois("pat"),
        new Request.Past(Optional.of("tea"), OptionalInt.of(20), OptionalLong.of(Long.MAX_VALUE)),
        new Request.Past(Optional.empty(), OptionalInt.of(Integer.MAX_VALUE), OptionalLong.of(0)),
        new Request.Past(Optional.empty(), OptionalInt.empty(), OptionalLong.empty()),
        new Request.Search("green tea", OptionalInt.of(5)),
        new Request.Search("大家", OptionalInt.empty()));
  }

  public static List<Answer> answers() {
    return List.of(
        new Answer.Rooms(
            List.of(new Answer.Rooms.Room(RoomName.LOBBY, 2), new Answer.Rooms.Room(TEA, 10_000))),
        new Answer.Rooms(List.of()),
        new Answer.Past(TEA, storedMessages(TEA)),
        new Answer.Past(TEA, List.of()),
        new Answer.Found("green tea", storedMessages(new RoomName("茶室"))),
        new Answer.Found("nothing", List.of()),
        new Answer.Whois(PAT, List.of(RoomName.LOBBY, TEA), EARLIER, Optional.empty()),
        new Answer.Whois(MING, List.of(), EARLIER, Optional.of(Text.clean("吃饭"))),
        new Answer.Topic(TEA, Optional.of(Text.clean("cake\nand tea"))),
        new Answer.Topic(TEA, Optional.empty()));
  }

  /** What happened somewhere at some time. */
  public static List<ServerMessage> stamped() {
    Stamp passing = new Stamp(TEA, EARLIER);
    return List.of(
        new ServerMessage.Joined(PAT, passing),
        new ServerMessage.Left(MING, passing),
        new ServerMessage.Present(List.of(PAT, MING), TEA),
        new ServerMessage.Present(List.of(), TEA),
        new ServerMessage.Chatted(PAT, Text.clean("Hello?"), STORED_STAMP),
        new ServerMessage.Chatted(PAT, Text.clean(SampleMessages.LONGEST_TEXT), STORED_STAMP),
        new ServerMessage.Chatted(PAT, Text.clean("now"), passing),
        new ServerMessage.Emoted(MING, Text.clean("goes out"), STORED_STAMP),
        new ServerMessage.TopicSet(PAT, Text.clean("cake\n\tand tea"), STORED_STAMP),
        new ServerMessage.TopicSet(PAT, Text.clean(SampleMessages.LONGEST_TEXT), STORED_STAMP));
  }

  /** One of each kind that is kept, and one without a number. */
  public static List<ServerMessage> storedMessages(RoomName room) {
    return List.of(
        new ServerMessage.Chatted(PAT, Text.clean("Hello?\n你好"), stamp(room, 7)),
        new ServerMessage.Emoted(MING, Text.clean("goes out"), stamp(room, 8)),
        new ServerMessage.TopicSet(PAT, Text.clean("cake"), stamp(room, 9)),
        new ServerMessage.Chatted(PAT, Text.clean("not yet kept"), new Stamp(room, EARLIER)));
  }

  private static Stamp stamp(RoomName room, long id) {
    return new Stamp(room, EARLIER.plusMillis(id), OptionalLong.of(id));
  }
}
