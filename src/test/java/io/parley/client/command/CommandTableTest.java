package io.parley.client.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.state.PasswordQuestions.Purpose;
import io.parley.protocol.Password;
import io.parley.protocol.Request;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTableTest {
  private final CommandTable table = new CommandTable();

  @ParameterizedTest
  @ValueSource(strings = {"/q", "/quit", "/q ", "/quit ", "/Q", "/exit", "/bye"})
  void quit_commands_quit(String line) {
    assertEquals(new UserCommand.Quit(Optional.empty()), table.parse(line));
  }

  /** In other clients /q opens a query. */
  @Test
  void q_with_argument_shows_hint_for_query() {
    assertEquals(
        List.of(
            "/q without arguments quits, /quit REASON gives a reason. To open a query: /query NICK"),
        shown("/q pat"));
    assertEquals(new UserCommand.Query(Optional.of("pat")), table.parse("/query pat"));
    assertEquals(new UserCommand.Query(Optional.empty()), table.parse("/query"));
    assertEquals(List.of("Usage: /query NICK"), shown("/query pat hi"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/quit good night", "/EXIT  good night ", "/bye good\u0007 night"})
  void quit_takes_a_reason(String line) {
    assertEquals(new UserCommand.Quit(Optional.of("good night")), table.parse(line));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/MSG pat hi  | /message pat hi",
        "/Me waves    | /me waves",
        "/j garden    | /join garden",
        "/part garden | /leave garden",
        "/n garden    | /names garden",
        "/who         | /names",
        "/list        | /rooms",
        "/lastlog tea | /search tea",
        "/w pat       | /whois pat",
        "/back        | /away",
        "/back again  | /away",
      })
  void aliases_are_case_insensitive(String line, String plain) {
    assertEquals(table.parse(plain), table.parse(line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/connect h",
        "/server h",
        "/disconnect",
        "/set x y",
        "/hilight tea",
        "/w pat are you there?"
      })
  void commands_of_other_clients_show_hint(String line) {
    List<String> shown = shown(line);

    assertEquals(1, shown.size());
    assertTrue(!shown.get(0).contains("Unknown command"), shown.get(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        " /q",
        " /notcommand",
        "/etc/passwd is world readable",
        "/tmp/",
        " ",
        "hello /q",
        "\\",
        "ä😀",
        "q"
      })
  void other_lines_are_sent_unchanged(String line) {
    assertEquals(new UserCommand.Say(line), table.parse(line));
  }

  @Test
  void double_slash_sends_text_with_one_slash() {
    assertEquals(new UserCommand.Say("/q"), table.parse("//q"));
    assertEquals(new UserCommand.Say("/"), table.parse("//"));
    assertEquals(new UserCommand.Say("//x"), table.parse("///x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/qq", "/helpme", "/pm leslie hi", "/ q"})
  void unknown_command_is_reported_and_not_sent(String line) {
    List<String> shown = shown(line);

    assertEquals(1, shown.size());
    String word = line.split(" ", -1)[0];
    assertTrue(shown.get(0).startsWith("Unknown command " + word + ". "), shown.get(0));
  }

  /** A pasted line may contain control sequences of somebody else. */
  @Test
  void unknown_command_is_shown_without_control_characters() {
    assertEquals(
        "Unknown command /x]2;title. /help lists the commands; //text sends /text.",
        shown("/x\u001b]2;title\u0007").get(0));
  }

  @Test
  void empty_line_does_nothing() {
    assertEquals(List.of(), shown(""));
  }

  @Test
  void message_takes_target_and_text() {
    assertEquals(
        new UserCommand.SendPrivate("pat", "how are you?"),
        table.parse("/message pat how are you?"));
    assertEquals(new UserCommand.SendPrivate("pat", "hi"), table.parse("/msg  pat  hi "));
    assertEquals(List.of("Usage: /message NICK TEXT"), shown("/message pat"));
    assertEquals(new UserCommand.ListNames(Optional.empty()), table.parse("/names"));
    assertEquals(new UserCommand.Ping(), table.parse("/ping"));
    assertEquals(new UserCommand.Clear(), table.parse("/clear"));
  }

  @Test
  void room_commands_take_optional_room() {
    assertEquals(sendRequest(new Request.Join("garden"), "rooms"), table.parse("/join garden"));
    assertEquals(new UserCommand.Leave("garden"), table.parse("/leave garden"));
    assertEquals(new UserCommand.Leave("garden see you"), table.parse("/part garden see you"));
    assertEquals(new UserCommand.Leave(""), table.parse("/leave"));
    assertEquals(sendRequest(new Request.ListRooms(), "rooms"), table.parse("/rooms"));
    assertEquals(new UserCommand.ListNames(Optional.of("garden")), table.parse("/names garden"));
  }

  @Test
  void room_name_may_start_with_hash() {
    assertEquals(sendRequest(new Request.Join("tea"), "rooms"), table.parse("/join #tea"));
    assertEquals(sendRequest(new Request.Join("#tea"), "rooms"), table.parse("/join ##tea"));
    assertEquals(sendRequest(new Request.Join("#"), "rooms"), table.parse("/join #"));
    assertEquals(new UserCommand.Leave("#tea"), table.parse("/leave #tea"));
    assertEquals(new UserCommand.ListNames(Optional.of("tea")), table.parse("/names #tea"));
  }

  @Test
  void topic_is_requested_set_or_removed() {
    assertEquals(sendRequest(new Request.Topic(Optional.empty()), "topics"), table.parse("/topic"));
    assertEquals(
        sendRequest(new Request.Topic(Optional.of("tea - hot")), "topics"),
        table.parse("/topic tea - hot"));
    assertEquals(
        sendRequest(new Request.Topic(Optional.of("")), "topics"), table.parse("/topic -"));
  }

  @Test
  void parses_emote_reply_away_and_whois() {
    assertEquals(sendRequest(new Request.Emote("goes out"), "emotes"), table.parse("/me goes out"));
    assertEquals(new UserCommand.Reply("me too"), table.parse("/r me too"));
    String notes = "away notes";
    assertEquals(
        sendRequest(new Request.Away(Optional.of("tea")), notes), table.parse("/away tea"));
    assertEquals(sendRequest(new Request.Away(Optional.empty()), notes), table.parse("/away"));
    assertEquals(sendRequest(new Request.Whois("pat"), "whois"), table.parse("/whois pat"));
  }

  @Test
  void history_takes_count_and_search_keeps_terms() {
    assertEquals(new UserCommand.ShowHistory(OptionalInt.empty()), table.parse("/history"));
    assertEquals(new UserCommand.ShowHistory(OptionalInt.of(20)), table.parse("/history 20"));
    assertEquals(
        new UserCommand.Search(
            "tea  from:pat in:garden",
            new Request.Search("tea  from:pat in:garden", OptionalInt.empty())),
        table.parse("/search tea  from:pat in:garden"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "many", "1 2", "99999999999", "+5", "٣"})
  void invalid_history_count_shows_usage(String count) {
    assertEquals(List.of("Usage: /history [NUMBER OF MESSAGES]"), shown("/history " + count));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/r", "/me", "/join", "/search", "/whois", "/me \u0007"})
  void missing_argument_shows_usage(String line) {
    assertEquals(1, shown(line).size());
  }

  @Test
  void too_long_arguments_are_rejected() {
    assertEquals(
        List.of("A line of more than 7000 characters was not sent."),
        shown("/me " + "x".repeat(7001)));
  }

  @Test
  void help_for_command_shows_row_and_aliases() {
    assertEquals(
        List.of(
            "/join           ROOM [KEY]: join a room and switch to it; KEY is the word that some"
                + " rooms need",
            "aliases: /j"),
        shown("/help join"));
    assertEquals(
        List.of(
            "/names          [ROOM]: list the members of a room; default: the current one",
            "aliases: /n, /who"),
        shown("/HELP /Who"));
    assertEquals(
        List.of("/r              TEXT: reply to the last private message"), shown("/help r "));
  }

  @Test
  void help_for_unknown_command_reports_it() {
    assertEquals(table.parse("/set"), table.parse("/help set"));
    assertEquals(table.parse("/dance"), table.parse("/help dance"));
  }

  @Test
  void help_names_the_commands_of_each_group() {
    assertEquals(
        List.of(
            "/help GROUP, /help COMMAND and /help all say more:",
            "messages  /message, /query, /r, /me, /url, /copy, //text",
            "edits     /reply, /react, /unreact, /edit, /delete, /purge",
            "rooms     /join, /leave, /rooms, /names, /topic, /window",
            "order     /invite, /kick, /ban, /unban, /mute, /unmute, /bans",
            "roles     /room, /op, /deop, /voice, /devoice, /transfer, /close",
            "server    /kill, /ban-server, /unban-server, /bans-server, /announce",
            "history   /history, /search, /unread, /clear, /audit",
            "people    /whois, /away, /back, /nick, /ignore, /unignore, /nicks",
            "account   /register, /register-for, /login, /password, /unregister",
            "program   /logout, /sessions, /ping, /q, /help"),
        shown("/help"));
    assertEquals("keys      Page Up, Alt-Left, Alt-1, Alt-A, Tab, ...", withKeys("/help").get(11));
  }

  /** A terminal of 24 rows and 80 columns also has a topic, a status line, an input and times. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "messages",
        "edits",
        "rooms",
        "order",
        "roles",
        "server",
        "history",
        "people",
        "account",
        "program",
        "keys"
      })
  void page_of_help_fits_into_a_small_terminal(String page) {
    List<String> lines = withKeys("/help " + page);

    int rows = lines.stream().mapToInt(line -> 1 + (line.length() - 1) / 68).sum();
    assertTrue(lines.size() > 1 && rows <= 21, () -> rows + " rows: " + lines);
    if (page.isEmpty()) {
      assertEquals(lines.size(), rows);
    }
  }

  @Test
  void parses_commands_about_accounts() {
    Password password = Password.of("correct horse");
    assertEquals(
        new UserCommand.AccountCommand(
            Purpose.REGISTER, Optional.empty(), List.of(password), "Usage: /register PASSWORD"),
        table.parse("/register correct horse"));
    String usage = "Usage: /register-for NICK PASSWORD";
    assertEquals(
        new UserCommand.AccountCommand(
            Purpose.REGISTER_FOR, Optional.of("olga"), List.of(password), usage),
        table.parse("/register-for olga correct horse"));
    assertEquals(
        new UserCommand.AccountCommand(Purpose.REGISTER_FOR, Optional.of("olga"), List.of(), usage),
        table.parse("/register-for olga"));
    assertEquals(usage(usage), table.parse("/register-for"));
    assertEquals(
        new UserCommand.AccountCommand(
            Purpose.LOG_IN,
            Optional.of("amy"),
            List.of(password),
            "Usage: /login ACCOUNT PASSWORD"),
        table.parse("/login amy correct horse"));
    assertEquals(
        new UserCommand.AccountCommand(
            Purpose.LOG_IN, Optional.of("amy"), List.of(), "Usage: /login ACCOUNT PASSWORD"),
        table.parse("/login amy"));
    assertEquals(
        new UserCommand.AccountCommand(
            Purpose.CHANGE,
            Optional.empty(),
            List.of(Password.of("old"), password),
            "Usage: /password OLD NEW"),
        table.parse("/password old correct horse"));
    assertEquals(usage("Usage: /password OLD NEW"), table.parse("/password old"));
    assertEquals(request(new Request.LogOut()), table.parse("/logout"));
    assertEquals(request(new Request.EndSession(12)), table.parse("/sessions end 12"));
    assertEquals(
        request(new Request.RemoveNickname("Amelia")), table.parse("/nicks remove Amelia"));
    assertEquals(new UserCommand.AddNickname(Optional.empty()), table.parse("/nicks add"));
    assertEquals(request(new Request.ListUnread()), table.parse("/unread"));
    assertEquals(usage("Usage: /unread"), table.parse("/unread tea"));
    for (String wrong : List.of("/sessions 12", "/sessions end x", "/sessions end 1 2")) {
      assertEquals(usage("Usage: /sessions [end ID]"), table.parse(wrong), wrong);
    }
    for (String wrong : List.of("/nicks x", "/nicks remove", "/nicks add a b")) {
      assertEquals(usage("Usage: /nicks [add [NICK] | remove NICK]"), table.parse(wrong), wrong);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/register x",
        "/register-for amy x",
        "/LOGIN amy x",
        "/password x y",
        "hello\n /unregister x",
        "/register\nx",
        "/register \n\n x\nx"
      })
  void knows_lines_with_a_secret(String line) {
    assertTrue(CommandTable.hasSecret(line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/register",
        "hello /register x",
        "//register x",
        "",
        "/topic x",
        "x\n/register \n "
      })
  void other_lines_have_no_secret(String line) {
    assertTrue(!CommandTable.hasSecret(line));
  }

  private static UserCommand request(Request request) {
    return new UserCommand.SendRequest(request, "accounts");
  }

  @Test
  void parses_links_and_copy() {
    assertEquals(new UserCommand.ListLinks(10), table.parse("/url"));
    assertEquals(new UserCommand.ListLinks(3), table.parse("/urls 3"));
    assertEquals(new UserCommand.ListLinks(100), table.parse("/url 999999999"));
    assertEquals(usage("Usage: /url [NUMBER OF LINKS]"), table.parse("/url x"));
    assertEquals(new UserCommand.Copy(false, 1), table.parse("/copy"));
    assertEquals(new UserCommand.Copy(false, 12), table.parse("/copy 12"));
    assertEquals(new UserCommand.Copy(true, 1), table.parse("/copy url"));
    assertEquals(new UserCommand.Copy(true, 2), table.parse("/copy URL  2"));
    for (String wrong : List.of("/copy 0", "/copy url2", "/copy x", "/copy 1 2")) {
      assertEquals(usage("Usage: /copy [url] [NUMBER]"), table.parse(wrong), wrong);
    }
  }

  @Test
  void parses_new_nickname() {
    assertEquals(new UserCommand.ChangeNickname("amelia"), table.parse("/nick amelia "));
    assertEquals(usage("Usage: /nick NICK"), table.parse("/nick"));
    assertEquals(usage("Usage: /nick NICK"), table.parse("/nick amelia b"));
  }

  private static UserCommand usage(String line) {
    return new UserCommand.ShowText(List.of(line));
  }

  @Test
  void help_for_group_describes_its_commands() {
    assertEquals(
        List.of(
            "/history        [N]: show N older messages; as Page Up",
            "/search         WORDS: search messages; from:NICK in:ROOM before:DATE after:DATE",
            "/unread         list the rooms with unread messages of your account",
            "/clear          clear the window; Page Up shows the lines again",
            "/audit          [ROOM] [COUNT]: what people with a role have done; operators of ROOM"
                + " may ask"),
        shown("/help History"));
    assertEquals(1, shown("/help /history").size());
    assertEquals(table.parse("/keys"), table.parse("/help keys"));
  }

  @Test
  void every_command_is_in_a_group() {
    Set<String> described =
        Stream.of(
                "messages",
                "edits",
                "rooms",
                "order",
                "roles",
                "server",
                "history",
                "people",
                "account",
                "program")
            .flatMap(group -> shown("/help " + group).stream())
            .collect(Collectors.toCollection(LinkedHashSet::new));

    assertEquals(shown("/help all"), List.copyOf(described));
    for (String name : table.names()) {
      assertTrue(
          described.stream().anyMatch(line -> List.of(line.split("[ ,]+")).contains(name)), name);
    }
    List<String> withKeys = withKeys("/help all");
    assertEquals(withKeys("/help keys"), withKeys.subList(described.size(), withKeys.size()));
  }

  private static List<String> withKeys(String line) {
    return ((UserCommand.ShowText) new CommandTable(true, ZoneOffset.UTC).parse(line)).lines();
  }

  private static UserCommand sendRequest(Request request, String feature) {
    return new UserCommand.SendRequest(request, feature);
  }

  private List<String> shown(String line) {
    return ((UserCommand.ShowText) table.parse(line)).lines();
  }
}
