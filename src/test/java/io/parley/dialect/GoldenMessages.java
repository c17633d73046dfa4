package io.parley.dialect;

import static io.parley.dialect.SampleExchanges.EARLIER;
import static io.parley.dialect.SampleExchanges.STORED_STAMP;
import static io.parley.dialect.SampleExchanges.TEA;

import io.parley.protocol.Answer;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Password;
import io.parley.protocol.Problem;
import io.parley.protocol.Request;
import io.parley.protocol.RestrictionKind;
import io.parley.protocol.RoomAction;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.ServerMessage.PrivateMessage.Delivery;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The messages of the golden files, by their names there. */
final class GoldenMessages {
  private static final Nickname PAT = new Nickname("pat");
  private static final Nickname MING = new Nickname("小明");
  static final Map<String, ClientMessage> TO_SERVER = new LinkedHashMap<>();
  static final Map<String, ServerMessage> TO_CLIENT = new LinkedHashMap<>();

  static {
    TO_SERVER.put("hello", new ClientMessage.Hello("pat"));
    TO_SERVER.put("hello_in_chinese", new ClientMessage.Hello("小明"));
    TO_SERVER.put("hello_once", new ClientMessage.Hello("pat", true));
    TO_SERVER.put("chat", new ClientMessage.Chat("Hello?"));
    TO_SERVER.put("chat_in_chinese", new ClientMessage.Chat("大家好"));
    TO_SERVER.put("chat_with_emoji", new ClientMessage.Chat("🎊 👩‍👩‍👧"));
    TO_SERVER.put("chat_with_quotes", new ClientMessage.Chat("a \"b\" \\ / <c>"));
    TO_SERVER.put("chat_of_two_lines", new ClientMessage.Chat("one\n\ttwo"));
    TO_SERVER.put("chat_of_256_bytes", new ClientMessage.Chat("x".repeat(228)));
    TO_SERVER.put("chat_with_an_escape_code", new ClientMessage.Chat("\u001B[31m"));
    TO_SERVER.put("private_message", new ClientMessage.PrivateMessage("pat", "psst"));
    TO_SERVER.put("ping", new ClientMessage.Ping());
    TO_SERVER.put("quit", new ClientMessage.Quit());

    TO_SERVER.put("emote", asked(new Request.Emote("goes out")));
    TO_SERVER.put("chat_in_a_room", new ClientMessage.Chat("Hello?", Optional.of("tea")));
    TO_SERVER.put("emote_in_a_room", asked(new Request.Emote("goes out", Optional.of("tea"))));
    TO_SERVER.put(
        "topic_of_a_room", asked(new Request.Topic(Optional.empty(), Optional.of("tea"))));
    TO_SERVER.put(
        "topic_set_in_a_room", asked(new Request.Topic(Optional.of("cake"), Optional.of("tea"))));
    TO_SERVER.put("enter", asked(new Request.Join("tea")));
    TO_SERVER.put("exit", asked(new Request.Part(Optional.of("tea"))));
    TO_SERVER.put("exit_from_here", asked(new Request.Part(Optional.empty())));
    TO_SERVER.put(
        "exit_with_a_reason", asked(new Request.Part(Optional.of("tea"), Optional.of("lunch"))));
    TO_SERVER.put("quit_with_a_reason", new ClientMessage.Quit(Optional.of("lunch")));
    TO_SERVER.put("rename", asked(new Request.ChangeNickname("patricia")));
    TO_SERVER.put("names", asked(new Request.ListMembers(Optional.empty())));
    TO_SERVER.put("names_of_a_room", asked(new Request.ListMembers(Optional.of("tea"))));
    TO_SERVER.put("rooms", asked(new Request.ListRooms()));
    TO_SERVER.put("topic", asked(new Request.Topic(Optional.empty())));
    TO_SERVER.put("topic_set", asked(new Request.Topic(Optional.of("cake"))));
    TO_SERVER.put("topic_taken_away", asked(new Request.Topic(Optional.of(""))));
    TO_SERVER.put("away", asked(new Request.Away(Optional.of("lunch"))));
    TO_SERVER.put("back", asked(new Request.Away(Optional.empty())));
    TO_SERVER.put("whois", asked(new Request.Whois("pat")));
    TO_SERVER.put(
        "past",
        asked(new Request.History(Optional.empty(), OptionalInt.empty(), OptionalLong.empty())));
    TO_SERVER.put(
        "past_of_a_room",
        asked(new Request.History(Optional.of("tea"), OptionalInt.of(20), OptionalLong.of(42))));
    TO_SERVER.put(
        "past_of_a_person",
        asked(new Request.Conversation("pat", OptionalInt.of(20), OptionalLong.of(42))));
    TO_SERVER.put("search", asked(new Request.Search("green tea", OptionalInt.empty())));
    TO_SERVER.put("search_for_a_few", asked(new Request.Search("茶", OptionalInt.of(5))));

    TO_SERVER.put(
        "hello_with_a_password",
        new ClientMessage.Hello("pat", false, Optional.of(Password.of("correct horse")), false));
    TO_SERVER.put("register", asked(new Request.Register(Password.of("correct horse"))));
    TO_SERVER.put(
        "log_in", asked(new Request.LogIn(Optional.of("pat"), Password.of("correct horse"))));
    TO_SERVER.put("log_out", asked(new Request.LogOut()));
    TO_SERVER.put(
        "change_of_the_password",
        asked(
            new Request.ChangePassword(
                Password.of("correct horse"), Password.of("battery staple"))));
    TO_SERVER.put("unregister", asked(new Request.Unregister(Password.of("correct horse"))));
    TO_SERVER.put("sessions", asked(new Request.ListSessions()));
    TO_SERVER.put("end_of_a_session", asked(new Request.EndSession(7)));
    TO_SERVER.put("nicknames", asked(new Request.ListNicknames()));
    TO_SERVER.put("nickname_added", asked(new Request.AddNickname("patricia")));
    TO_SERVER.put("nickname_given_up", asked(new Request.RemoveNickname("patricia")));
    TO_SERVER.put("read", asked(new Request.MarkRead(Optional.empty(), 42)));
    TO_SERVER.put("read_in_a_room", asked(new Request.MarkRead(Optional.of("tea"), 42)));
    TO_SERVER.put("unread", asked(new Request.ListUnread()));
    TO_SERVER.put("enter_with_a_key", asked(new Request.Join("tea", Optional.of("sesame"))));
    TO_SERVER.put("reply", asked(new Request.Reply(41, "me too", Optional.of("tea"))));
    TO_SERVER.put("edit", asked(new Request.Edit(41, "at five", Optional.of("tea"))));
    TO_SERVER.put("delete", asked(new Request.Delete(41, Optional.of("tea"))));
    TO_SERVER.put("purge", asked(new Request.Purge("小明", Optional.of("1h"), Optional.of("tea"))));
    TO_SERVER.put("react", asked(new Request.React(41, "👍", true, Optional.of("tea"))));
    TO_SERVER.put("unreact", asked(new Request.React(41, "👍", false, Optional.of("tea"))));
    TO_SERVER.put("invite", asked(new Request.Invite("小明", Optional.of("tea"))));
    TO_SERVER.put(
        "kick", asked(new Request.Kick("小明", Optional.of("too loud"), Optional.of("tea"))));
    TO_SERVER.put(
        "ban",
        asked(
            new Request.Restrict(
                RestrictionKind.BAN,
                "troll*",
                Optional.of("2h"),
                Optional.of("noise"),
                Optional.of("tea"))));
    TO_SERVER.put(
        "unban", asked(new Request.Lift(RestrictionKind.BAN, "troll*", Optional.of("tea"))));
    TO_SERVER.put(
        "mute",
        asked(
            new Request.Restrict(
                RestrictionKind.MUTE,
                "pat",
                Optional.empty(),
                Optional.empty(),
                Optional.empty())));
    TO_SERVER.put("unmute", asked(new Request.Lift(RestrictionKind.MUTE, "pat", Optional.empty())));
    TO_SERVER.put("bans", asked(new Request.ListRestrictions(Optional.of("tea"))));
    TO_SERVER.put("role", asked(new Request.SetRole("小明", "operator", Optional.of("tea"))));
    TO_SERVER.put("room", asked(new Request.ShowRoom(Optional.of("tea"))));
    TO_SERVER.put("room_here", asked(new Request.ShowRoom(Optional.empty())));
    TO_SERVER.put(
        "room_setting", asked(new Request.ChangeSetting("slow", "10s", Optional.of("tea"))));
    TO_SERVER.put("kill", asked(new Request.Kill("小明", Optional.of("spam"))));
    TO_SERVER.put(
        "ban_from_the_server",
        asked(new Request.BanFromServer("troll*", Optional.of("2h"), Optional.of("spam"))));
    TO_SERVER.put("ban_from_the_server_lifted", asked(new Request.LiftServerBan("troll*")));
    TO_SERVER.put("bans_from_the_server", asked(new Request.ListServerBans()));
    TO_SERVER.put("announce", asked(new Request.Announce("tea at five")));
    TO_SERVER.put("audit", asked(new Request.ShowAudit(Optional.empty(), OptionalInt.empty())));
    TO_SERVER.put(
        "audit_of_a_room", asked(new Request.ShowAudit(Optional.of("tea"), OptionalInt.of(20))));

    TO_CLIENT.put("nickname_requested", new ServerMessage.NicknameRequested());
    TO_CLIENT.put("password_requested", new ServerMessage.PasswordRequested());
    TO_CLIENT.put("welcomed", new ServerMessage.Welcomed(PAT));
    TO_CLIENT.put("welcomed_in_no_room", new ServerMessage.Welcomed(PAT, true));
    TO_CLIENT.put("present", new ServerMessage.MemberList(List.of(PAT, MING)));
    TO_CLIENT.put("joined", new ServerMessage.Joined(PAT));
    TO_CLIENT.put("joined_in_chinese", new ServerMessage.Joined(MING));
    TO_CLIENT.put("left", new ServerMessage.Left(PAT));
    TO_CLIENT.put("chatted", new ServerMessage.Chatted(PAT, Text.sanitize("Hello?")));
    TO_CLIENT.put("chatted_in_chinese", new ServerMessage.Chatted(MING, Text.sanitize("大家好")));
    TO_CLIENT.put(
        "chatted_with_emoji", new ServerMessage.Chatted(PAT, Text.sanitize("🎊 👩‍👩‍👧")));
    TO_CLIENT.put("chatted_two_lines", new ServerMessage.Chatted(PAT, Text.sanitize("one\n\ttwo")));
    TO_CLIENT.put(
        "chatted_by_a_guest",
        new ServerMessage.Chatted(Nickname.guest(1), Text.sanitize("Hello?")));
    TO_CLIENT.put("emoted", new ServerMessage.Emoted(PAT, Text.sanitize("goes out")));
    TO_CLIENT.put(
        "private_message", new ServerMessage.PrivateMessage(MING, PAT, Text.sanitize("psst")));
    TO_CLIENT.put("private_message_that_is_kept", kept(7, Delivery.NOW));
    TO_CLIENT.put("private_message_that_waits", kept(8, Delivery.LEFT));
    TO_CLIENT.put("private_message_that_was_left", kept(9, Delivery.PAST));
    TO_CLIENT.put("notice", new ServerMessage.Notice(Text.sanitize("It is late.")));
    TO_CLIENT.put(
        "refused",
        new ServerMessage.Refused(
            new Problem(Problem.Code.NICKNAME_TAKEN, "The nickname pat is taken.", "pat")));
    TO_CLIENT.put(
        "refused_a_long_text",
        new ServerMessage.Refused(
            new Problem(Problem.Code.TEXT_TOO_LONG, "That text is too long.", "4096")));
    TO_CLIENT.put("pong", new ServerMessage.Pong());
    TO_CLIENT.put("goodbye", new ServerMessage.Goodbye(Optional.of(PAT)));
    TO_CLIENT.put("present_in_a_room", new ServerMessage.MemberList(List.of(PAT, MING), TEA));
    TO_CLIENT.put("joined_a_room", new ServerMessage.Joined(PAT, new Stamp(TEA, EARLIER)));
    TO_CLIENT.put("left_a_room", new ServerMessage.Left(PAT, new Stamp(TEA, EARLIER)));
    TO_CLIENT.put("joined_once", new ServerMessage.Joined(PAT, new Stamp(TEA, EARLIER), true));
    TO_CLIENT.put(
        "left_once", new ServerMessage.Left(PAT, new Stamp(TEA, EARLIER), true, Optional.empty()));
    TO_CLIENT.put(
        "left_with_a_reason",
        new ServerMessage.Left(
            PAT, new Stamp(TEA, EARLIER), false, Optional.of(Text.sanitize("lunch"))));
    TO_CLIENT.put(
        "renamed",
        new ServerMessage.Renamed(PAT, new Nickname("patricia"), new Stamp(TEA, EARLIER)));
    TO_CLIENT.put(
        "chatted_in_a_room", new ServerMessage.Chatted(PAT, Text.sanitize("Hello?"), STORED_STAMP));
    TO_CLIENT.put(
        "emoted_in_a_room", new ServerMessage.Emoted(PAT, Text.sanitize("goes out"), STORED_STAMP));
    TO_CLIENT.put(
        "topic_set", new ServerMessage.TopicChanged(PAT, Text.sanitize("cake"), STORED_STAMP));
    TO_CLIENT.put(
        "topic_taken_away", new ServerMessage.TopicChanged(PAT, Text.sanitize(""), STORED_STAMP));
    List<ServerMessage.RoomText> stored =
        List.of(
            new ServerMessage.Chatted(PAT, Text.sanitize("Hello?"), STORED_STAMP.withId(40)),
            new ServerMessage.Emoted(MING, Text.sanitize("goes out"), STORED_STAMP.withId(41)),
            new ServerMessage.TopicChanged(PAT, Text.sanitize("cake"), STORED_STAMP.withId(42)));
    TO_CLIENT.put(
        "rooms",
        answered(
            new Answer.RoomList(
                List.of(
                    new Answer.RoomList.Room(RoomName.LOBBY, 2),
                    new Answer.RoomList.Room(TEA, 1)))));
    TO_CLIENT.put(
        "recalled", new ServerMessage.Backlog(TEA, Optional.of(Text.sanitize("cake")), stored));
    TO_CLIENT.put("past", answered(new Answer.History(TEA, stored)));
    TO_CLIENT.put("no_past", answered(new Answer.History(TEA, List.of())));
    TO_CLIENT.put(
        "past_of_a_person",
        answered(
            new Answer.Conversation(
                MING, List.of(kept(7, Delivery.PAST), kept(8, Delivery.PAST)))));
    TO_CLIENT.put("found", answered(new Answer.SearchResults("hello", stored.subList(0, 1))));
    TO_CLIENT.put(
        "found_in_part",
        answered(new Answer.SearchResults("hello", stored.subList(0, 1), OptionalLong.of(20_000))));
    TO_CLIENT.put(
        "whois",
        answered(new Answer.Whois(PAT, List.of(RoomName.LOBBY, TEA), EARLIER, Optional.empty())));
    TO_CLIENT.put(
        "whois_away",
        answered(
            new Answer.Whois(PAT, List.of(TEA), EARLIER, Optional.of(Text.sanitize("lunch")))));
    TO_CLIENT.put("topic", answered(new Answer.Topic(TEA, Optional.of(Text.sanitize("cake")))));
    TO_CLIENT.put("no_topic", answered(new Answer.Topic(TEA, Optional.empty())));
    TO_CLIENT.put(
        "refused_without_a_password",
        new ServerMessage.Refused(
            new Problem(
                Problem.Code.PASSWORD_REQUIRED,
                "The nickname pat belongs to an account: its password is needed.",
                "pat")));
    TO_CLIENT.put(
        "refused_log_in",
        new ServerMessage.Refused(
            new Problem(
                Problem.Code.LOGIN_FAILED,
                "The nickname has no account, or the password is wrong.")));
    TO_CLIENT.put(
        "refused_in_a_lockout",
        new ServerMessage.Refused(
            new Problem(
                Problem.Code.LOCKED_OUT,
                "Too many failed log-ins. Try again in 60 s.",
                "2020-09-13T12:27:40Z")));
    TO_CLIENT.put(
        "account",
        answered(
            new Answer.AccountStatus(
                Optional.of(PAT), Text.sanitize("You are logged in as pat."))));
    TO_CLIENT.put(
        "sessions",
        answered(
            new Answer.Sessions(
                List.of(
                    new Answer.Sessions.Session(7, "127.0.0.1", EARLIER, true),
                    new Answer.Sessions.Session(9, "::1", EARLIER, false)))));
    TO_CLIENT.put("nicknames", answered(new Answer.Nicknames(List.of(PAT, MING))));
    TO_CLIENT.put("read", new ServerMessage.MarkedRead(TEA, 42));
    TO_CLIENT.put(
        "unread",
        answered(
            new Answer.Unread(
                List.of(
                    new Answer.Unread.UnreadRoom(RoomName.LOBBY, 40, 52, 12, false),
                    new Answer.Unread.UnreadRoom(TEA, 0, 5000, 1000, true)))));
    Stamp passing = new Stamp(TEA, EARLIER);
    TO_CLIENT.put(
        "kicked",
        new ServerMessage.Left(
            MING, passing, false, Optional.of(Text.sanitize("too loud")), Optional.of(PAT)));
    TO_CLIENT.put("replied", SampleExchanges.REPLY);
    TO_CLIENT.put("edited", SampleExchanges.EDIT);
    TO_CLIENT.put("deleted", SampleExchanges.DELETION);
    TO_CLIENT.put("reacted", SampleExchanges.REACTION);
    TO_CLIENT.put("invited", new ServerMessage.Invited(PAT, TEA));
    TO_CLIENT.put(
        "role_given",
        new ServerMessage.Moderated(
            PAT, new RoomAction.RoleChanged(MING, Optional.of("operator")), passing));
    TO_CLIENT.put(
        "role_taken",
        new ServerMessage.Moderated(
            PAT, new RoomAction.RoleChanged(MING, Optional.empty()), passing));
    TO_CLIENT.put(
        "setting_changed",
        new ServerMessage.Moderated(PAT, new RoomAction.SettingChanged("slow", "10s"), passing));
    TO_CLIENT.put(
        "banned",
        new ServerMessage.Moderated(
            PAT,
            new RoomAction.Restricted(
                RestrictionKind.BAN,
                "troll*",
                Optional.of(EARLIER.plusSeconds(7200)),
                Optional.of(Text.sanitize("noise"))),
            passing));
    TO_CLIENT.put(
        "unmuted",
        new ServerMessage.Moderated(
            PAT, new RoomAction.Lifted(RestrictionKind.MUTE, "小明"), passing));
    TO_CLIENT.put(
        "room",
        answered(
            new Answer.RoomStatus(
                TEA,
                Optional.of("operator"),
                Map.of("private", "on", "slow", "10s"),
                List.of(
                    new Answer.RoomStatus.RoleHolder(PAT, "owner"),
                    new Answer.RoomStatus.RoleHolder(MING, "voice")))));
    TO_CLIENT.put(
        "bans",
        answered(
            new Answer.Restrictions(
                TEA,
                List.of(
                    new Answer.Restrictions.Entry(
                        RestrictionKind.BAN,
                        "troll*",
                        PAT,
                        EARLIER,
                        Optional.of(EARLIER.plusSeconds(7200)),
                        Optional.of(Text.sanitize("noise")))))));
    TO_CLIENT.put("done", answered(new Answer.Done(TEA, Text.sanitize("小明 is put out of tea."))));
    TO_CLIENT.put("announced", new ServerMessage.Announced(PAT, Text.sanitize("tea at five")));
    TO_CLIENT.put(
        "killed",
        new ServerMessage.Refused(
            new Problem(Problem.Code.KILLED, "pat has disconnected you: spam", "spam")));
    TO_CLIENT.put(
        "bans_from_the_server",
        answered(
            new Answer.Restrictions(
                Optional.empty(),
                List.of(
                    new Answer.Restrictions.Entry(
                        RestrictionKind.BAN,
                        "2001:db8::/32",
                        PAT,
                        EARLIER,
                        Optional.empty(),
                        Optional.empty())))));
    TO_CLIENT.put(
        "audit",
        answered(
            new Answer.Audit(
                Optional.empty(),
                List.of(
                    new Answer.Audit.Row(
                        EARLIER,
                        PAT,
                        "kick",
                        Optional.of(TEA),
                        Optional.of("小明"),
                        Optional.of("too loud")),
                    new Answer.Audit.Row(
                        EARLIER,
                        PAT,
                        "announce",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("tea at five"))))));
    TO_CLIENT.put(
        "done_on_the_server",
        answered(new Answer.Done(Optional.empty(), Text.sanitize("小明 is disconnected."))));
    TO_CLIENT.put(
        "joins_and_leaves", new ServerMessage.PresenceSummary(37, 12, new Stamp(TEA, EARLIER)));
    TO_CLIENT.put(
        "some_of_those_present", new ServerMessage.MemberList(List.of(PAT, MING), TEA, 300));
  }

  private GoldenMessages() {}

  private static ClientMessage asked(Request request) {
    return new ClientMessage.RequestMessage(request);
  }

  private static ServerMessage answered(Answer answer) {
    return new ServerMessage.Answered(answer);
  }

  private static ServerMessage.PrivateMessage kept(long id, Delivery delivery) {
    return new ServerMessage.PrivateMessage(
        MING,
        PAT,
        Text.sanitize("psst"),
        delivery == Delivery.LEFT,
        Optional.of(new ServerMessage.PrivateMessage.Kept(id, EARLIER, delivery)));
  }
}
