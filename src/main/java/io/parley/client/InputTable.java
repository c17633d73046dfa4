package io.parley.client;

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
final class InputTable {

  /**
   * A command.
   *
   * @param names what it is called here, the first above all
   * @param others what it is called, too: in other programs, or in short
   */
  private record Row(
      List<String> names, List<String> others, String help, Function<String, Input> meaning) {
    Row(String names, String others, String help, Function<String, Input> meaning) {
      this(words(names), words(others), help, meaning);
    }

    private boolean isCalled(String name) {
      return names.contains(name) || others.contains(name);
    }

    private Stream<String> allNames() {
      return Stream.concat(names.stream(), others.stream());
    }

    private String line() {
      return InputTable.line(String.join(", ", names), help);
    }

    private List<String> lines() {
      return others.isEmpty()
          ? List.of(line())
          : List.of(line(), "*** (or " + String.join(", ", others) + ")");
    }

    private static List<String> words(String text) {
      return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }
  }

  private final List<Row> rows =
      List.of(
          new Row("/message /msg", "", "NICK TEXT: say TEXT to NICK alone", Meanings::tell),
          new Row("/query", "", "[NICK]: talk with NICK alone, or no more", Meanings::converse),
          new Row("/r", "", "TEXT: reply to whoever wrote to you alone", Meanings::reply),
          new Row("/me", "", "TEXT: do something, as in /me smiles", Meanings::emote),
          new Row("/join", "/j", "ROOM: enter a room, and talk there", Meanings::enter),
          new Row("/leave", "/part", "[ROOM]: leave a room, or the one here", Meanings::leave),
          new Row("/rooms", "/list", "show which rooms there are", Meanings::rooms),
          new Row("/names", "/n /who", "[ROOM]: show who is here, or there", Meanings::names),
          new Row(
              "/topic",
              "",
              "[TEXT]: show, or say, what the room is about; - for nothing",
              Meanings::topic),
          new Row(
              "/history", "", "[N]: show what was said before; Page Up, too", Meanings::history),
          new Row(
              "/search",
              "/lastlog",
              "WORDS: find what was said; from:NICK in:ROOM before:DATE after:DATE",
              Meanings::search),
          new Row("/whois", "/w /wi", "NICK: show who somebody is", Meanings::whois),
          new Row("/away", "", "[NOTE]: go away with a note, or come back", Meanings::away),
          new Row("/back", "", "come back", arguments -> Meanings.away("")),
          new Row("/ignore", "", "[NICK]: hear nothing of NICK; show of whom", Meanings::ignore),
          new Row("/unignore", "", "NICK: hear NICK again", Meanings::unignore),
          new Row(
              "/clear",
              "",
              "empty the window; Page Up brings it back",
              arguments -> new Input.Clear()),
          new Row("/ping", "", "ask whether the server is there", arguments -> new Input.Ping()),
          new Row("/q /quit", "/exit /bye", "leave the chat", arguments -> new Input.Quit()),
          new Row(
              "/help",
              "",
              "[COMMAND]: show this table, or its line of COMMAND",
              arguments -> arguments.isEmpty() ? new Input.Show(help()) : help(arguments)));

  private final boolean keys;

  /** Where there are no keys but those that make a line. */
  InputTable() {
    this(false);
  }

  /**
   * The commands.
   *
   * @param keys whether there are those of {@link KeyTable}, too
   */
  InputTable(boolean keys) {
    this.keys = keys;
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
  Input interpret(String line) {
    if (line.isEmpty()) {
      return new Input.Show(List.of());
    }
    if (line.startsWith("//")) {
      return new Input.Say(line.substring(1));
    }
    if (!line.startsWith("/")) {
      return new Input.Say(line);
    }
    int end = line.indexOf(' ');
    String word = end < 0 ? line : line.substring(0, end);
    if (word.lastIndexOf('/') > 0) {
      return new Input.Say(line); // a path
    }
    String arguments = end < 0 ? "" : line.substring(end + 1).strip();
    if (arguments.codePointCount(0, arguments.length()) > Text.MAX_LIMIT) {
      return told("A line of more than " + Text.MAX_LIMIT + " characters was not sent.");
    }
    Optional<String> sentence = Elsewhere.sentence(word.toLowerCase(Locale.ROOT), arguments);
    if (sentence.isPresent()) {
      return told(sentence.get());
    }
    return row(word).map(row -> row.meaning().apply(arguments)).orElseGet(() -> unknown(word));
  }

  private Optional<Row> row(String word) {
    String name = word.toLowerCase(Locale.ROOT);
    return rows.stream().filter(row -> row.isCalled(name)).findAny();
  }

  private static Input unknown(String word) {
    return told(
        "There is no command " + word + ". /help shows those there are; //text says /text.");
  }

  private static Input told(String sentence) {
    return new Input.Show(List.of("*** " + sentence));
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
    if (keys) {
      KeyTable.ROWS.forEach(
          key -> lines.add(String.format("*** %-20s %s", key.keys(), key.help())));
    }
    return lines;
  }

  /** What there is to say of one command. */
  private Input help(String asked) {
    String word = asked.startsWith("/") ? asked : "/" + asked;
    return Elsewhere.sentence(word.toLowerCase(Locale.ROOT), "")
        .map(InputTable::told)
        .or(() -> row(word).map(row -> new Input.Show(row.lines())))
        .orElseGet(() -> unknown(word));
  }

  private static String line(String names, String help) {
    return String.format("*** %-15s %s", names, help);
  }
}
