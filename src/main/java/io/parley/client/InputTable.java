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

    private static List<String> words(String text) {
      return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }
  }

  private final List<Row> rows =
      List.of(
          new Row("/message /msg", "", "NICK TEXT: say TEXT to NICK alone", Meanings::tell),
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
              "",
              "WORDS: find what was said; from:NICK in:ROOM before:DATE after:DATE",
              Meanings::search),
          new Row("/whois", "/w /wi", "NICK: show who somebody is", Meanings::whois),
          new Row("/away", "", "[NOTE]: go away with a note, or come back", Meanings::away),
          new Row("/back", "", "come back", arguments -> Meanings.away("")),
          new Row("/ignore", "", "[NICK]: hear nothing of NICK; show of whom", Meanings::ignore),
          new Row("/unignore", "", "NICK: hear NICK again", Meanings::unignore),
          new Row("/ping", "", "ask whether the server is there", arguments -> new Input.Ping()),
          new Row("/q /quit", "/exit /bye", "leave the chat", arguments -> new Input.Quit()),
          new Row("/help", "", "show this table", arguments -> new Input.Show(help())));

  InputTable() {
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
   * What a line means. {@code //text} says {@code /text}; an unknown {@code /word} is never sent.
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
    String arguments = end < 0 ? "" : line.substring(end + 1).strip();
    if (arguments.codePointCount(0, arguments.length()) > Text.LONGEST) {
      return told("A line of more than " + Text.LONGEST + " characters was not sent.");
    }
    Optional<String> sentence = Elsewhere.sentence(word.toLowerCase(Locale.ROOT), arguments);
    if (sentence.isPresent()) {
      return told(sentence.get());
    }
    return row(word)
        .map(row -> row.meaning().apply(arguments))
        .orElseGet(
            () ->
                told(
                    "There is no command "
                        + word
                        + ". /help shows those there are; //text says /text."));
  }

  private Optional<Row> row(String word) {
    String name = word.toLowerCase(Locale.ROOT);
    return rows.stream().filter(row -> row.isCalled(name)).findAny();
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
    rows.forEach(row -> lines.add(line(String.join(", ", row.names()), row.help())));
    lines.add(line("//text", "say /text"));
    return lines;
  }

  private static String line(String names, String help) {
    return String.format("*** %-15s %s", names, help);
  }
}
