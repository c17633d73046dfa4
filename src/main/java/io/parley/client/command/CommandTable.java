package io.parley.client.command;

import io.parley.client.command.CommandHelp.Group;
import io.parley.protocol.Text;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The slash commands. Each row is also what {@code /help} says about the command. Immutable. */
public final class CommandTable {
  static final String HELP = "/help";
  static final String CHANGE_NICKNAME = "/nick";

  /**
   * A command.
   *
   * @param help its names and what {@code /help} says about it
   * @param parser makes the command of the arguments
   */
  private record Row(CommandHelp.Entry help, Function<String, UserCommand> parser) {
    Row(
        Group group,
        String names,
        String aliases,
        String text,
        Function<String, UserCommand> parser) {
      this(new CommandHelp.Entry(group, words(names), words(aliases), text), parser);
    }

    private boolean hasName(String name) {
      return help.names().contains(name) || help.aliases().contains(name);
    }

    private Stream<String> allNames() {
      return Stream.concat(help.names().stream(), help.aliases().stream());
    }

    private static List<String> words(String text) {
      return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }
  }

  private final ZoneId zone;
  private final List<Row> rows;
  private final CommandHelp help;

  /** The commands of a screen without {@link KeyHelp}, with dates in the system's time zone. */
  public CommandTable() {
    this(false, ZoneId.systemDefault());
  }

  /**
   * The commands.
   *
   * @param showsKeys whether {@code /help} has the keys of {@link KeyHelp}
   * @param zone the time zone of typed dates
   * @throws IllegalStateException if two commands have the same name
   */
  public CommandTable(boolean showsKeys, ZoneId zone) {
    this.zone = zone;
    this.rows = createRows();
    this.help = new CommandHelp(rows.stream().map(Row::help).toList(), showsKeys);
    Set<String> names = new HashSet<>();
    rows.stream()
        .flatMap(Row::allNames)
        .filter(name -> !names.add(name))
        .findAny()
        .ifPresent(
            name -> {
              throw new IllegalStateException("duplicate command name: " + name);
            });
  }

  private List<Row> createRows() {
    return List.of(
        new Row(
            Group.MESSAGES,
            "/message /msg",
            "",
            "NICK TEXT: send a private message",
            CommandParser::privateMessage),
        new Row(
            Group.MESSAGES,
            "/query",
            "",
            "[NICK]: open a query with NICK; without NICK, close it",
            CommandParser::query),
        new Row(
            Group.MESSAGES,
            "/r",
            "",
            "TEXT: reply to the last private message",
            CommandParser::reply),
        new Row(
            Group.MESSAGES,
            "/me",
            "",
            "TEXT: send an emote, for example /me smiles",
            CommandParser::emote),
        new Row(
            Group.MESSAGES,
            "/url",
            "/urls",
            "[N]: list the N newest links of the window",
            CommandParser::links),
        new Row(
            Group.MESSAGES,
            "/copy",
            "",
            "[url] [N]: copy the newest message or link, or the Nth newest, to the clipboard",
            CommandParser::copy),
        new Row(
            Group.EDITS,
            "/reply",
            "",
            "[#ID | ^N] TEXT: answer a message; default: the newest of others",
            MessageCommandParser::reply),
        new Row(
            Group.EDITS,
            "/react",
            "",
            "[#ID | ^N] EMOJI: react to a message; default: the newest of others",
            MessageCommandParser::react),
        new Row(
            Group.EDITS,
            "/unreact",
            "",
            "[#ID | ^N] EMOJI: take a reaction back",
            MessageCommandParser::unreact),
        new Row(
            Group.EDITS,
            "/edit",
            "",
            "[#ID | ^N] TEXT: change a message of yours; default: the newest",
            MessageCommandParser::edit),
        new Row(
            Group.EDITS,
            "/delete",
            "",
            "[#ID | ^N]: delete a message of yours, or any as an operator",
            MessageCommandParser::delete),
        new Row(
            Group.EDITS,
            "/purge",
            "",
            "NICK [for 1h]: delete the messages of somebody, or those of that time",
            MessageCommandParser::purge),
        new Row(
            Group.ROOMS,
            "/join",
            "/j",
            "ROOM [KEY]: join a room and switch to it; KEY is the word that some rooms need",
            RoomCommandParser::join),
        new Row(
            Group.ROOMS,
            "/leave",
            "/part",
            "[ROOM] [REASON]: leave a room; default: the current one",
            CommandParser::leave),
        new Row(Group.ROOMS, "/rooms", "/list", "list all rooms", CommandParser::rooms),
        new Row(
            Group.ROOMS,
            "/names",
            "/n /who",
            "[ROOM]: list the members of a room; default: the current one",
            CommandParser::names),
        new Row(
            Group.ROOMS,
            "/topic",
            "",
            "[TEXT]: show or set the topic; - removes it",
            CommandParser::topic),
        new Row(
            Group.ROOMS,
            "/window",
            "/win /buffer",
            "[NUMBER|NAME]: select a window; without, list all; move NUMBER, next, prev, close",
            CommandParser::window),
        new Row(
            Group.ROLES,
            "/room",
            "",
            "[SETTING VALUE]: show settings and roles, or change a setting",
            RoomCommandParser::room),
        new Row(
            Group.ORDER,
            "/invite",
            "",
            "NICK [ROOM]: invite somebody to a room",
            RoomCommandParser::invite),
        new Row(
            Group.ORDER,
            "/kick",
            "",
            "NICK [REASON]: put somebody out, who may come back",
            RoomCommandParser::kick),
        new Row(
            Group.ORDER,
            "/ban",
            "",
            "TARGET [for 2h] [REASON]: keep a nickname, pattern or address out",
            RoomCommandParser::ban),
        new Row(Group.ORDER, "/unban", "", "TARGET: lift a ban", RoomCommandParser::unban),
        new Row(
            Group.ORDER,
            "/mute",
            "",
            "NICK [for 10m] [REASON]: keep somebody from speaking",
            RoomCommandParser::mute),
        new Row(Group.ORDER, "/unmute", "", "NICK: lift a mute", RoomCommandParser::unmute),
        new Row(Group.ORDER, "/bans", "", "list the bans and mutes", RoomCommandParser::bans),
        new Row(
            Group.ROLES,
            "/op",
            "",
            "NICK: make somebody an operator of the room",
            RoomCommandParser::operator),
        new Row(
            Group.ROLES,
            "/deop",
            "",
            "NICK: take the role of an operator",
            RoomCommandParser::noOperator),
        new Row(
            Group.ROLES,
            "/voice",
            "",
            "NICK: let somebody speak in a moderated room",
            RoomCommandParser::voice),
        new Row(
            Group.ROLES,
            "/devoice",
            "",
            "NICK: take the role of somebody with voice",
            RoomCommandParser::noVoice),
        new Row(
            Group.ROLES,
            "/transfer",
            "",
            "NICK ROOM: make somebody the owner of the room in your place",
            RoomCommandParser::transfer),
        new Row(
            Group.ROLES,
            "/close",
            "",
            "ROOM: put everybody else out, and let nobody in",
            RoomCommandParser::close),
        new Row(
            Group.SERVER,
            "/kill",
            "",
            "NICK [REASON]: disconnect somebody, who may come back",
            ServerCommandParser::kill),
        new Row(
            Group.SERVER,
            "/ban-server",
            "",
            "TARGET [for 2h] [REASON]: keep an account, nickname, pattern or address out",
            ServerCommandParser::ban),
        new Row(
            Group.SERVER,
            "/unban-server",
            "",
            "TARGET: lift a ban of the server",
            ServerCommandParser::unban),
        new Row(
            Group.SERVER,
            "/bans-server",
            "",
            "list the bans of the server",
            ServerCommandParser::bans),
        new Row(
            Group.SERVER,
            "/announce",
            "",
            "TEXT: tell everybody on the server something",
            ServerCommandParser::announce),
        new Row(
            Group.HISTORY,
            "/history",
            "",
            "[N]: show N older messages; as Page Up",
            CommandParser::history),
        new Row(
            Group.HISTORY,
            "/search",
            "/lastlog",
            "WORDS: search messages; from:NICK in:ROOM before:DATE after:DATE",
            arguments -> CommandParser.search(arguments, zone)),
        new Row(
            Group.PEOPLE,
            "/whois",
            "/w /wi",
            "NICK: show the rooms and the away note of a user",
            CommandParser::whois),
        new Row(
            Group.PEOPLE,
            "/away",
            "",
            "[NOTE]: mark yourself away; without NOTE, back",
            CommandParser::away),
        new Row(
            Group.PEOPLE, "/back", "", "mark yourself back", arguments -> CommandParser.away("")),
        new Row(
            Group.PEOPLE,
            CHANGE_NICKNAME,
            "",
            "NICK: take another nickname",
            CommandParser::nickname),
        new Row(
            Group.PEOPLE,
            "/ignore",
            "",
            "[NICK]: hide messages of NICK; without NICK, list ignored users",
            CommandParser::ignore),
        new Row(
            Group.PEOPLE,
            "/unignore",
            "",
            "NICK: show messages of NICK again",
            CommandParser::unignore),
        new Row(
            Group.ACCOUNT,
            "/register",
            "",
            "[PASSWORD]: let an account own your nickname",
            AccountParser::register),
        new Row(
            Group.ACCOUNT,
            "/register-for",
            "",
            "NICK [PASSWORD]: register an account for NICK, as an operator",
            AccountParser::registerFor),
        new Row(
            Group.ACCOUNT,
            "/login",
            "",
            "[ACCOUNT] [PASSWORD]: log in, by default to the account of your nickname",
            AccountParser::logIn),
        new Row(
            Group.PROGRAM, "/logout", "", "log out, which ends the chat", AccountParser::logOut),
        new Row(
            Group.ACCOUNT,
            "/password",
            "",
            "[OLD NEW]: change your password; ends your other connections",
            AccountParser::password),
        new Row(
            Group.PROGRAM,
            "/sessions",
            "",
            "[end ID]: list your connections, or end one",
            AccountParser::sessions),
        new Row(
            Group.HISTORY,
            "/unread",
            "",
            "list the rooms with unread messages of your account",
            AccountParser::unread),
        new Row(
            Group.ACCOUNT,
            "/unregister",
            "",
            "[PASSWORD]: remove your account",
            AccountParser::unregister),
        new Row(
            Group.PEOPLE,
            "/nicks",
            "",
            "[add [NICK] | remove NICK]: list or change the nicknames of your account",
            AccountParser::nicknames),
        new Row(
            Group.HISTORY,
            "/clear",
            "",
            "clear the window; Page Up shows the lines again",
            arguments -> new UserCommand.Clear()),
        new Row(
            Group.HISTORY,
            "/audit",
            "",
            "[ROOM] [COUNT]: what people with a role have done; operators of ROOM may ask",
            ServerCommandParser::audit),
        new Row(
            Group.PROGRAM,
            "/ping",
            "",
            "measure the lag to the server",
            arguments -> new UserCommand.Ping()),
        new Row(
            Group.PROGRAM,
            "/q /quit",
            "/exit /bye",
            "[REASON]: quit; /q takes no reason",
            CommandParser::quit),
        new Row(
            Group.PROGRAM,
            HELP,
            "",
            "[GROUP | COMMAND]: list all commands, or describe some",
            this::help));
  }

  /**
   * Parses a typed line. {@code //text} sends {@code /text}. A path such as {@code /etc/motd} is
   * text. Any other unknown {@code /word} is reported and not sent.
   */
  public UserCommand parse(String line) {
    if (line.isEmpty()) {
      return new UserCommand.ShowText(List.of());
    }
    if (line.startsWith("//")) {
      return new UserCommand.Say(line.substring(1));
    }
    if (!line.startsWith("/")) {
      return new UserCommand.Say(line);
    }
    int end = line.indexOf(' ');
    String word = end < 0 ? line : line.substring(0, end);
    if (word.lastIndexOf('/') > 0) {
      return new UserCommand.Say(line); // a path
    }
    String arguments = end < 0 ? "" : line.substring(end + 1).strip();
    if (arguments.codePointCount(0, arguments.length()) > Text.MAX_LIMIT) {
      return notice("A line of more than " + Text.MAX_LIMIT + " characters was not sent.");
    }
    Optional<String> hint = ForeignCommands.hint(word.toLowerCase(Locale.ROOT), arguments);
    if (hint.isPresent()) {
      return notice(hint.get());
    }
    return row(word).map(row -> row.parser().apply(arguments)).orElseGet(() -> unknown(word));
  }

  /** Whether a text that was typed may have a password or the key of a room in it. */
  public static boolean hasSecret(String text) {
    return hasPassword(text)
        || text.lines()
            .map(line -> List.of(line.strip().split("\\s+", -1)))
            .anyMatch(RoomCommandParser::hasKey);
  }

  /** Whether there may be a password: after a command, or below it. */
  private static boolean hasPassword(String text) {
    List<String> lines = text.strip().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      boolean isFollowed = i < lines.size() - 1 || lines.get(i).strip().split("\\s+", 2).length > 1;
      if (isFollowed && takesPassword(lines.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a line begins with the name of a command that needs a password. */
  public static boolean takesPassword(String line) {
    String word = line.strip().split("\\s+", 2)[0];
    return AccountParser.PASSWORD_COMMANDS.contains(word.toLowerCase(Locale.ROOT));
  }

  /** Whether a line begins with the name of a command. */
  public boolean isCommand(String line) {
    return row(line.split(" ", 2)[0]).isPresent();
  }

  /** Why {@link #parse} makes nothing of a line but a line of text; empty for the help. */
  public Optional<String> refusal(String line) {
    boolean isHelp = row(line.split(" ", 2)[0]).filter(row -> row.hasName(HELP)).isPresent();
    return !isHelp && parse(line) instanceof UserCommand.ShowText show
        ? show.lines().stream().findFirst()
        : Optional.empty();
  }

  private Optional<Row> row(String word) {
    String name = word.toLowerCase(Locale.ROOT);
    return rows.stream().filter(row -> row.hasName(name)).findAny();
  }

  private static UserCommand unknown(String word) {
    return notice(
        "Unknown command "
            + Text.sanitize(word).toSingleLine()
            + ". /help lists the commands; //text sends /text.");
  }

  private static UserCommand notice(String text) {
    return new UserCommand.ShowText(List.of(text));
  }

  /** The main name of a command; empty if there is no such command. */
  Optional<String> mainName(String word) {
    return row(word).map(row -> row.help().names().get(0));
  }

  /** The names of all commands, with their slashes, without aliases. */
  List<String> names() {
    return rows.stream().flatMap(row -> row.help().names().stream()).toList();
  }

  /** What may follow {@code /help}: groups, and commands with their slashes. */
  Stream<String> helpTopics() {
    return Stream.concat(help.pageNames(), names().stream());
  }

  /** The page of the groups, of one group, or of one command. */
  private UserCommand help(String name) {
    if (name.isEmpty()) {
      return new UserCommand.ShowText(help.overview());
    }
    String word = name.startsWith("/") ? name : "/" + name;
    return help.page(name)
        .or(() -> ForeignCommands.hint(word.toLowerCase(Locale.ROOT), "").map(List::of))
        .or(() -> mainName(word).map(help::describe))
        .<UserCommand>map(UserCommand.ShowText::new)
        .orElseGet(() -> unknown(word));
  }
}
