package io.parley.client.command;

import io.parley.protocol.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The slash commands: one row each, which is also its line of {@code /help}. */
public final class CommandTable {

  /**
   * A command.
   *
   * @param names what it is called here, the first above all
   * @param aliases what it is called, too: in other programs, or in short
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
          : List.of(line(), "*** (or " + String.join(", ", aliases) + ")");
    }

    private static List<String> words(String text) {
      return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }
  }

  private final List<Row> rows =
      List.of(
          new Row(
              "/message /msg",
              "",
              "NICK TEXT: say TEXT to NICK alone",
              CommandParser::privateMessage),
          new Row("/query", "", "[NICK]: talk with NICK alone, or no more", CommandParser::query),
          new Row("/r", "", "TEXT: reply to whoever wrote to you alone", CommandParser::reply),
          new Row("/me", "", "TEXT: do something, as in /me smiles", CommandParser::emote),
          new Row("/join", "/j", "ROOM: enter a room, and talk there", CommandParser::join),
          new Row("/leave", "/part", "[ROOM]: leave a room, or the one here", CommandParser::leave),
          new Row("/rooms", "/list", "show which rooms there are", CommandParser::rooms),
          new Row("/names", "/n /who", "[ROOM]: show who is here, or there", CommandParser::names),
          new Row(
              "/topic",
              "",
              "[TEXT]: show, or say, what the room is about; - for nothing",
              CommandParser::topic),
          new Row(
              "/history",
              "",
              "[N]: show what was said before; Page Up, too",
              CommandParser::history),
          new Row(
              "/search",
              "/lastlog",
              "WORDS: find what was said; from:NICK in:ROOM before:DATE after:DATE",
              CommandParser::search),
          new Row("/whois", "/w /wi", "NICK: show who somebody is", CommandParser::whois),
          new Row("/away", "", "[NOTE]: go away with a note, or come back", CommandParser::away),
          new Row("/back", "", "come back", arguments -> CommandParser.away("")),
          new Row(
              "/ignore", "", "[NICK]: hear nothing of NICK; show of whom", CommandParser::ignore),
          new Row("/unignore", "", "NICK: hear NICK again", CommandParser::unignore),
          new Row(
              "/clear",
              "",
              "empty the window; Page Up brings it back",
              arguments -> new UserCommand.Clear()),
          new Row(
              "/ping", "", "ask whether the server is there", arguments -> new UserCommand.Ping()),
          new Row("/q /quit", "/exit /bye", "leave the chat", arguments -> new UserCommand.Quit()),
          new Row(
              "/help",
              "",
              "[COMMAND]: show this table, or its line of COMMAND",
              arguments ->
                  arguments.isEmpty() ? new UserCommand.ShowText(help()) : help(arguments)));

  private final boolean showsKeys;

  /** Where there are no keys but those that make a line. */
  public CommandTable() {
    this(false);
  }

  /**
   * The commands.
   *
   * @param keys whether there are those of {@link KeyHelp}, too
   */
  public CommandTable(boolean keys) {
    this.showsKeys = keys;
    Set<String> names = new HashSet<>();
    rows.stream()
        .flatMap(Row::allNames)
        .filter(name -> !names.add(name))
        .findAny()
        .ifPresent(
            twice -> {
              throw new IllegalStateException("two commands are called " + twice);
            });
  }

  /**
   * What a line means. {@code //text} says {@code /text}, and {@code /etc/motd} is no command but
   * text; any other unknown {@code /word} is never sent.
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
    Optional<String> sentence = ForeignCommands.hint(word.toLowerCase(Locale.ROOT), arguments);
    if (sentence.isPresent()) {
      return notice(sentence.get());
    }
    return row(word).map(row -> row.parser().apply(arguments)).orElseGet(() -> unknown(word));
  }

  private Optional<Row> row(String word) {
    String name = word.toLowerCase(Locale.ROOT);
    return rows.stream().filter(row -> row.hasName(name)).findAny();
  }

  private static UserCommand unknown(String word) {
    return notice(
        "There is no command " + word + ". /help shows those there are; //text says /text.");
  }

  private static UserCommand notice(String sentence) {
    return new UserCommand.ShowText(List.of("*** " + sentence));
  }

  /** What a command is called above all; empty if there is none called so. */
  Optional<String> mainName(String word) {
    return row(word).map(row -> row.names().get(0));
  }

  /** What they are called here, with their slashes. */
  List<String> names() {
    return rows.stream().flatMap(row -> row.names().stream()).toList();
  }

  private List<String> help() {
    List<String> lines = new ArrayList<>();
    rows.forEach(row -> lines.add(row.line()));
    lines.add(line("//text", "say /text"));
    if (showsKeys) {
      KeyHelp.ROWS.forEach(key -> lines.add(String.format("*** %-20s %s", key.keys(), key.help())));
    }
    return lines;
  }

  /** What there is to say of one command. */
  private UserCommand help(String asked) {
    String word = asked.startsWith("/") ? asked : "/" + asked;
    return ForeignCommands.hint(word.toLowerCase(Locale.ROOT), "")
        .map(CommandTable::notice)
        .or(() -> row(word).map(row -> new UserCommand.ShowText(row.lines())))
        .orElseGet(() -> unknown(word));
  }

  private static String line(String names, String help) {
    return String.format("*** %-15s %s", names, help);
  }
}
