package io.parley.dialect;

import io.parley.protocol.Annotations;
import io.parley.protocol.Answer;
import io.parley.protocol.Citation;
import io.parley.protocol.Emoji;
import io.parley.protocol.EmojiReaction;
import io.parley.protocol.Nickname;
import io.parley.protocol.Password;
import io.parley.protocol.Request;
import io.parley.protocol.RestrictionKind;
import io.parley.protocol.Revision;
import io.parley.protocol.RoomAction;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Every request and answer, with and without optional parts. */
public final class SampleExchanges {
  /** A time other than that of the tests' clock. */
  public static final Instant EARLIER = Instant.ofEpochMilli(1_600_000_000_500L);

  public static final RoomName TEA = new RoomName("tea");

  /** The id of a stored message. */
  public static final Stamp STORED_STAMP = new Stamp(TEA, EARLIER, OptionalLong.of(42));

  private static final Nickname PAT = new Nickname("pat");
  private static final Nickname MING = new Nickname("小明");

  private static final Stamp NOW = new Stamp(TEA, EARLIER.plusSeconds(60));

  /** A text that answers another one. */
  public static final ServerMessage.Chatted REPLY =
      new ServerMessage.Chatted(
          PAT,
          Text.sanitize("me too"),
          STORED_STAMP,
          Annotations.answering(Citation.of(41, MING, Text.sanitize("I like tea"))));

  /** A text was changed. */
  public static final ServerMessage.Revised EDIT =
      new ServerMessage.Revised(
          PAT,
          new Revision.Edited(),
          List.of(
              new ServerMessage.Chatted(
                  PAT,
                  Text.sanitize("at five"),
                  STORED_STAMP,
                  new Annotations(
                      Optional.empty(),
                      Optional.of(EARLIER.plusSeconds(60)),
                      Optional.empty(),
                      List.of()))),
          NOW);

  /** Two texts were deleted. */
  public static final ServerMessage.Revised DELETION =
      new ServerMessage.Revised(
          PAT,
          new Revision.Deleted(),
          List.of(
              new ServerMessage.Chatted(
                  MING,
                  Text.sanitize(""),
                  new Stamp(TEA, EARLIER, OptionalLong.of(40)),
                  deletedBy(PAT)),
              new ServerMessage.Emoted(MING, Text.sanitize(""), STORED_STAMP, deletedBy(PAT))),
          NOW);

  /** Somebody has reacted to a text. */
  public static final ServerMessage.Revised REACTION =
      new ServerMessage.Revised(
          MING,
          new Revision.Reacted(new Emoji("👍"), true),
          List.of(
              new ServerMessage.Chatted(
                  PAT,
                  Text.sanitize("at five"),
                  STORED_STAMP,
                  new Annotations(
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      List.of(new EmojiReaction(new Emoji("👍"), 2, List.of(PAT, MING)))))),
          NOW);

  private SampleExchanges() {}

  private static Annotations deletedBy(Nickname nickname) {
    return new Annotations(Optional.empty(), Optional.empty(), Optional.of(nickname), List.of());
  }

  public static List<Request> requests() {
    return List.of(
        new Request.Emote("goes out"),
        new Request.Join("茶室"),
        new Request.Part(Optional.of("tea")),
        new Request.Part(Optional.empty()),
        new Request.Part(Optional.of("tea"), Optional.of("lunch \"outside\"")),
        new Request.ChangeNickname("小明"),
        new Request.ListMembers(Optional.of("tea")),
        new Request.ListMembers(Optional.empty()),
        new Request.ListRooms(),
        new Request.Topic(Optional.of("cake")),
        new Request.Topic(Optional.of("")),
        new Request.Topic(Optional.empty()),
        new Request.Away(Optional.of("lunch")),
        new Request.Away(Optional.empty()),
        new Request.Whois("pat"),
        new Request.History(
            Optional.of("tea"), OptionalInt.of(20), OptionalLong.of(Long.MAX_VALUE)),
        new Request.History(
            Optional.empty(), OptionalInt.of(Integer.MAX_VALUE), OptionalLong.of(0)),
        new Request.History(Optional.empty(), OptionalInt.empty(), OptionalLong.empty()),
        new Request.Search("green tea", OptionalInt.of(5)),
        new Request.Search("大家", OptionalInt.empty()),
        new Request.Register(Password.of("correct \"horse\" 马")),
        new Request.Register(Optional.of("小明"), Password.of("correct horse")),
        new Request.LogIn(Optional.of("pat"), Password.of("correct horse")),
        new Request.LogIn(Optional.empty(), Password.of("correct horse")),
        new Request.LogOut(),
        new Request.ChangePassword(Password.of("correct horse"), Password.of("battery staple")),
        new Request.Unregister(Password.of("correct horse")),
        new Request.ListSessions(),
        new Request.EndSession(Long.MAX_VALUE),
        new Request.ListNicknames(),
        new Request.AddNickname("小明"),
        new Request.RemoveNickname("小明"),
        new Request.MarkRead(Optional.of("茶室"), Long.MAX_VALUE),
        new Request.MarkRead(Optional.empty(), 0),
        new Request.ListUnread(),
        new Request.Conversation("小明", OptionalInt.of(20), OptionalLong.of(Long.MAX_VALUE)),
        new Request.Conversation("pat", OptionalInt.empty(), OptionalLong.empty()),
        new Request.Join("tea", Optional.of("sesame")),
        new Request.Invite("小明", Optional.of("tea")),
        new Request.Reply(41, "me too", Optional.of("tea")),
        new Request.Reply(41, "me too", Optional.empty()),
        new Request.Edit(41, SampleMessages.LONGEST_TEXT, Optional.of("tea")),
        new Request.Edit(41, "at five", Optional.empty()),
        new Request.Delete(Long.MAX_VALUE, Optional.of("tea")),
        new Request.Purge("小明", Optional.of("1h"), Optional.of("tea")),
        new Request.Purge("小明", Optional.empty(), Optional.empty()),
        new Request.React(41, "👍", true, Optional.of("tea")),
        new Request.React(41, "👍", false, Optional.empty()),
        new Request.Kick("小明", Optional.of("too \"loud\""), Optional.of("tea")),
        new Request.Kick("pat", Optional.empty(), Optional.empty()),
        new Request.Restrict(
            RestrictionKind.BAN,
            "troll*",
            Optional.of("2h"),
            Optional.of("noise"),
            Optional.of("tea")),
        new Request.Restrict(
            RestrictionKind.MUTE, "pat", Optional.empty(), Optional.empty(), Optional.empty()),
        new Request.Lift(RestrictionKind.BAN, "troll*", Optional.of("tea")),
        new Request.Lift(RestrictionKind.MUTE, "pat", Optional.empty()),
        new Request.ListRestrictions(Optional.of("tea")),
        new Request.SetRole("小明", "operator", Optional.of("tea")),
        new Request.ShowRoom(Optional.of("tea")),
        new Request.ShowRoom(Optional.empty()),
        new Request.ChangeSetting("slow", "10s", Optional.of("tea")),
        new Request.Kill("小明", Optional.of("too \"loud\"")),
        new Request.Kill("pat", Optional.empty()),
        new Request.BanFromServer("troll*", Optional.of("2h"), Optional.of("noise")),
        new Request.BanFromServer("2001:db8::/32", Optional.empty(), Optional.empty()),
        new Request.LiftServerBan("troll*"),
        new Request.ListServerBans(),
        new Request.Announce("tea at \"five\""),
        new Request.ShowAudit(Optional.of("茶室"), OptionalInt.of(20)),
        new Request.ShowAudit(Optional.empty(), OptionalInt.empty()));
  }

  public static List<Answer> answers() {
    return List.of(
        new Answer.AccountStatus(Optional.of(PAT), Text.sanitize("You are logged in as pat.")),
        new Answer.AccountStatus(Optional.empty(), Text.sanitize("You have no account.")),
        new Answer.Sessions(
            List.of(
                new Answer.Sessions.Session(1, "127.0.0.1", EARLIER, true),
                new Answer.Sessions.Session(Long.MAX_VALUE, "::1", EARLIER, false))),
        new Answer.Nicknames(List.of(PAT, MING)),
        new Answer.Unread(
            List.of(
                new Answer.Unread.UnreadRoom(RoomName.LOBBY, 0, 0, 0, false),
                new Answer.Unread.UnreadRoom(TEA, 7, Long.MAX_VALUE, 1000, true))),
        new Answer.Unread(List.of()),
        new Answer.RoomList(
            List.of(
                new Answer.RoomList.Room(RoomName.LOBBY, 2),
                new Answer.RoomList.Room(TEA, 10_000))),
        new Answer.RoomList(List.of()),
        new Answer.History(TEA, storedMessages(TEA)),
        new Answer.History(TEA, List.of()),
        new Answer.Conversation(
            MING,
            List.of(
                kept(7, ServerMessage.PrivateMessage.Delivery.PAST),
                kept(8, ServerMessage.PrivateMessage.Delivery.PAST))),
        new Answer.Conversation(PAT, List.of()),
        new Answer.SearchResults("green tea", storedMessages(new RoomName("茶室"))),
        new Answer.SearchResults("nothing", List.of()),
        new Answer.SearchResults(
            "green tea", storedMessages(new RoomName("茶室")), OptionalLong.of(20_000)),
        new Answer.SearchResults("nothing", List.of(), OptionalLong.of(1)),
        new Answer.Whois(PAT, List.of(RoomName.LOBBY, TEA), EARLIER, Optional.empty()),
        new Answer.Whois(MING, List.of(), EARLIER, Optional.of(Text.sanitize("吃饭"))),
        new Answer.Topic(TEA, Optional.of(Text.sanitize("cake\nand tea"))),
        new Answer.Topic(TEA, Optional.empty()),
        new Answer.RoomStatus(
            TEA,
            Optional.of("operator"),
            Map.of("private", "on", "slow", "10s"),
            List.of(
                new Answer.RoomStatus.RoleHolder(PAT, "owner"),
                new Answer.RoomStatus.RoleHolder(MING, "voice"))),
        new Answer.RoomStatus(TEA, Optional.empty(), Map.of(), List.of()),
        new Answer.Restrictions(
            TEA,
            List.of(
                new Answer.Restrictions.Entry(
                    RestrictionKind.BAN,
                    "troll*",
                    PAT,
                    EARLIER,
                    Optional.of(EARLIER.plusSeconds(7200)),
                    Optional.of(Text.sanitize("noise"))),
                new Answer.Restrictions.Entry(
                    RestrictionKind.MUTE, "小明", PAT, EARLIER, Optional.empty(), Optional.empty()))),
        new Answer.Restrictions(TEA, List.of()),
        new Answer.Restrictions(Optional.empty(), List.of()),
        new Answer.Audit(
            Optional.of(TEA),
            List.of(
                new Answer.Audit.Row(
                    EARLIER,
                    PAT,
                    "kick",
                    Optional.of(TEA),
                    Optional.of("小明"),
                    Optional.of("too loud")))),
        new Answer.Audit(
            Optional.empty(),
            List.of(
                new Answer.Audit.Row(
                    EARLIER,
                    PAT,
                    "announce",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("tea at five")))),
        new Answer.Audit(Optional.empty(), List.of()),
        new Answer.Done(TEA, Text.sanitize("小明 is put out of tea.")),
        new Answer.Done(Optional.empty(), Text.sanitize("小明 is disconnected.")));
  }

  /** Events with a stamp. */
  public static List<ServerMessage> stamped() {
    Stamp passing = new Stamp(TEA, EARLIER);
    return List.of(
        new ServerMessage.Joined(PAT, passing),
        new ServerMessage.Left(MING, passing),
        new ServerMessage.Left(
            MING, passing, false, Optional.of(Text.sanitize("lunch \"outside\""))),
        new ServerMessage.Left(
            MING, passing, false, Optional.of(Text.sanitize("too loud")), Optional.of(PAT)),
        new ServerMessage.Renamed(MING, PAT, passing),
        new ServerMessage.MarkedRead(TEA, 7),
        new ServerMessage.Moderated(
            PAT, new RoomAction.RoleChanged(MING, Optional.of("operator")), passing),
        new ServerMessage.Moderated(
            PAT, new RoomAction.RoleChanged(MING, Optional.empty()), passing),
        new ServerMessage.Moderated(PAT, new RoomAction.SettingChanged("slow", "10s"), passing),
        new ServerMessage.Moderated(
            PAT,
            new RoomAction.Restricted(
                RestrictionKind.BAN,
                "troll*",
                Optional.of(EARLIER.plusSeconds(7200)),
                Optional.of(Text.sanitize("noise"))),
            passing),
        new ServerMessage.Moderated(
            PAT,
            new RoomAction.Restricted(
                RestrictionKind.MUTE, "小明", Optional.empty(), Optional.empty()),
            passing),
        new ServerMessage.Moderated(
            PAT, new RoomAction.Lifted(RestrictionKind.MUTE, "小明"), passing),
        REPLY,
        EDIT,
        DELETION,
        REACTION,
        new ServerMessage.MemberList(List.of(PAT, MING), TEA),
        new ServerMessage.MemberList(List.of(), TEA),
        new ServerMessage.MemberList(List.of(PAT, MING), TEA, 300),
        new ServerMessage.Chatted(PAT, Text.sanitize("Hello?"), STORED_STAMP),
        new ServerMessage.Chatted(PAT, Text.sanitize(SampleMessages.LONGEST_TEXT), STORED_STAMP),
        new ServerMessage.Chatted(PAT, Text.sanitize("now"), passing),
        new ServerMessage.Emoted(MING, Text.sanitize("goes out"), STORED_STAMP),
        new ServerMessage.TopicChanged(PAT, Text.sanitize("cake\n\tand tea"), STORED_STAMP),
        new ServerMessage.TopicChanged(
            PAT, Text.sanitize(SampleMessages.LONGEST_TEXT), STORED_STAMP));
  }

  /** One message of each stored type, and one without an id. */
  public static List<ServerMessage.RoomText> storedMessages(RoomName room) {
    return List.of(
        new ServerMessage.Chatted(PAT, Text.sanitize("Hello?\n你好"), stamp(room, 7)),
        new ServerMessage.Emoted(MING, Text.sanitize("goes out"), stamp(room, 8)),
        new ServerMessage.TopicChanged(PAT, Text.sanitize("cake"), stamp(room, 9)),
        new ServerMessage.Chatted(PAT, Text.sanitize("not yet kept"), new Stamp(room, EARLIER)));
  }

  private static Stamp stamp(RoomName room, long id) {
    return new Stamp(room, EARLIER.plusMillis(id), OptionalLong.of(id));
  }

  /** A private message that the server keeps. */
  public static ServerMessage.PrivateMessage kept(
      long id, ServerMessage.PrivateMessage.Delivery delivery) {
    return new ServerMessage.PrivateMessage(
        MING,
        PAT,
        Text.sanitize("psst"),
        false,
        Optional.of(new ServerMessage.PrivateMessage.Kept(id, EARLIER, delivery)));
  }
}
