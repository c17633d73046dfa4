package io.parley.client;

import io.parley.protocol.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The slash commands: one row each, which is also its line of {@code /help}. */
final class InputTable {

  private record Row(List<String> names, String help, Function<String, Input> meaning) {}

  private final List<Row> rows =
      List.of(
          new Row(List.of("/message", "/msg"), "NICK TEXT: say TEXT to NICK alone", Meanings::tell),
          new Row(
              List.of("/query"), "[NICK]: talk with NICK alone, or no more", Meanings::converse),
          new Row(List.of("/r"), "TEXT: reply to whoever wrote to you alone", Meanings::reply),
          new Row(List.of("/me"), "TEXT: do something, as in /me smiles", Meanings::emote),
          new Row(List.of("/join"), "ROOM: enter a room, and talk there", Meanings::enter),
          new Row(List.of("/leave"), "[ROOM]: leave a room, or the one here", Meanings::leave),
          new Row(List.of("/rooms"), "show which rooms there are", Meanings::rooms),
          new Row(List.of("/names"), "[ROOM]: show who is here, or there", Meanings::names),
          new Row(
              List.of("/topic"),
              "[TEXT]: show, or say, what the room is about; - for nothing",
              Meanings::topic),
          new Row(
              List.of("/history"),
              "[N]: show what was said before; Page Up, too",
              Meanings::history),
          new Row(
              List.of("/search"),
              "WORDS: find what was said; from:NICK in:ROOM before:DATE after:DATE",
              Meanings::search),
          new Row(List.of("/whois"), "NICK: show who somebody is", Meanings::whois),
          new Row(List.of("/away"), "[NOTE]: go away with a note, or come back", Meanings::away),
          new Row(
              List.of("/ignore"), "[NICK]: hear nothing of NICK; show of whom", Meanings::ignore),
          new Row(List.of("/unignore"), "NICK: hear NICK again", Meanings::unignore),
          new Row(
              List.of("/ping"), "ask whether the server is there", arguments -> new Input.Ping()),
          new Row(List.of("/q", "/quit"), "leave the chat", arguments -> new Input.Quit()),
          new Row(List.of("/help"), "show this table", arguments -> new Input.Show(help())));

  InputTable() {
    Set<String> names = new HashSet<>();
    rows.stream()
        .flatMap(row -> row.names().stream())
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
    Optional<String> sentence = Elsewhere.sentence(word, arguments);
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
    return rows.stream().filter(row -> row.names().contains(word)).findAny();
  }

  private static Input told(String sentence) {
    return new Input.Show(List.of("*** " + sentence));
  }

  /** What they are called, with their slashes. */
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
