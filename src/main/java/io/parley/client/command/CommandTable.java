package io.parley.client.command;

import io.parley.protocol.Text;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The slash commands. Each row is also the line of the command in {@code /help}. Immutable. */
public final class CommandTable {
  private static final String HELP = "/help";

  /**
   * A command.
   *
   * @param names its names, the main one first
   * @param aliases short names, and names of the same command in other clients
   * @param parser makes the command of the arguments
   */
  private record Row(
      List<String> names, List<String> aliases, String help, Function<String, UserCommand> parser) {
    Row(String names, String aliases, String help, Function<String, UserCommand> parser) {
      this(words(names), words(aliases), help, parser);
    }

    private boolean hasName(String name) {
      return names.contains(name) || aliases.contains(name);
    }

    private Stream<String> allNames() {
      return Stream.concat(names.stream(), aliases.stream());
    }

    private String line() {
      return CommandTable.line(String.join(", ", names), help);
    }

    private List<String> lines() {
      return aliases.isEmpty()
          ? List.of(line())
          : List.of(line(), "aliases: " + String.join(", ", aliases));
    }

    private static List<String> words(String text) {
      return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }
  }

  private final boolean showsKeys;
  private final ZoneId zone;
  private final List<Row> rows;

  /** The commands of a screen without {@link KeyHelp}, with dates in the system's time zone. */
  public CommandTable() {
    this(false, ZoneId.systemDefault());
  }

  /**
   * The commands.
   *
   * @param showsKeys whether {@code /help} lists the keys of {@link KeyHelp}
   * @param zone the time zone of typed dates
   * @throws IllegalStateException if two commands have the same name
   */
  public CommandTable(boolean showsKeys, ZoneId zone) {
    this.showsKeys = showsKeys;
    this.zone = zone;
    this.rows = createRows();
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
            "/message /msg",
            "",
            "NICK TEXT: send a private message",
            CommandParser::privateMessage),
        new Row(
            "/query",
            "",
            "[NICK]: open a query with NICK; without NICK, close it",
            CommandParser::query),
        new Row("/r", "", "TEXT: reply to the last private message", CommandParser::reply),
        new Row("/me", "", "TEXT: send an emote, for example /me smiles", CommandParser::emote),
        new Row("/join", "/j", "ROOM: join a room and switch to it", CommandParser::join),
        new Row(
            "/leave",
            "/part",
            "[ROOM]: leave a room; default: the current one",
            CommandParser::leave),
        new Row("/rooms", "/list", "list all rooms", CommandParser::rooms),
        new Row(
            "/names",
            "/n /who",
            "[ROOM]: list the members of a room; default: the current one",
            CommandParser::names),
        new Row("/topic", "", "[TEXT]: show or set the topic; - removes it", CommandParser::topic),
        new Row("/history", "", "[N]: show N older messages; as Page Up", CommandParser::history),
        new Row(
            "/search",
            "/lastlog",
            "WORDS: search messages; from:NICK in:ROOM before:DATE after:DATE",
            arguments -> CommandParser.search(arguments, zone)),
        new Row(
            "/whois",
            "/w /wi",
            "NICK: show the rooms and the away note of a user",
            CommandParser::whois),
        new Row("/away", "", "[NOTE]: mark yourself away; without NOTE, back", CommandParser::away),
        new Row("/back", "", "mark yourself back", arguments -> CommandParser.away("")),
        new Row(
            "/ignore",
            "",
            "[NICK]: hide messages of NICK; without NICK, list ignored users",
            CommandParser::ignore),
        new Row("/unignore", "", "NICK: show messages of NICK again", CommandParser::unignore),
        new Row(
            "/clear",
            "",
            "clear the window; Page Up shows the lines again",
            arguments -> new UserCommand.Clear()),
        new Row("/ping", "", "measure the lag to the server", arguments -> new UserCommand.Ping()),
        new Row("/q /quit", "/exit /bye", "quit", arguments -> new UserCommand.Quit()),
        new Row(
            HELP,
            "",
            "[COMMAND]: list all commands, or describe one",
            arguments -> arguments.isEmpty() ? new UserCommand.ShowText(help()) : help(arguments)));
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
            + ". /help lists all commands; //text sends /text.");
  }

  private static UserCommand notice(String text) {
    return new UserCommand.ShowText(List.of(text));
  }

  /** The main name of a command; empty if there is no such command. */
  Optional<String> mainName(String word) {
    return row(word).map(row -> row.names().get(0));
  }

  /** The names of all commands, with their slashes, without aliases. */
  List<String> names() {
    return rows.stream().flatMap(row -> row.names().stream()).toList();
  }

  private List<String> help() {
    List<String> lines = new ArrayList<>();
    rows.forEach(row -> lines.add(row.line()));
    lines.add(line("//text", "send /text"));
    if (showsKeys) {
      KeyHelp.ROWS.forEach(key -> lines.add(String.format("%-20s %s", key.keys(), key.help())));
    }
    return lines;
  }

  /** The help for one command. */
  private UserCommand help(String name) {
    String word = name.startsWith("/") ? name : "/" + name;
    return ForeignCommands.hint(word.toLowerCase(Locale.ROOT), "")
        .map(CommandTable::notice)
        .or(() -> row(word).map(row -> new UserCommand.ShowText(row.lines())))
        .orElseGet(() -> unknown(word));
  }

  private static String line(String names, String help) {
    return String.format("%-15s %s", names, help);
  }
}
