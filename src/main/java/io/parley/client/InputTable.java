package io.parley.client;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The slash commands: one row each, which is also its line of {@code /help}. */
final class InputTable {

  private record Row(List<String> names, String help, Function<String, Input> meaning) {}

  private static final Pattern TARGET_AND_TEXT = Pattern.compile("(\\S+)\\s+(.+)");

  private final List<Row> rows =
      List.of(
          new Row(
              List.of("/message", "/msg"), "NICK TEXT: say TEXT to NICK alone", InputTable::tell),
          new Row(List.of("/names"), "show who is here", arguments -> new Input.Names()),
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
    Optional<Row> row = rows.stream().filter(r -> r.names().contains(word)).findAny();
    return row.map(r -> r.meaning().apply(arguments))
        .orElseGet(
            () ->
                new Input.Show(
                    List.of(
                        "*** There is no command "
                            + word
                            + ". /help shows those there are; //text says /text.")));
  }

  private static Input tell(String arguments) {
    Matcher matcher = TARGET_AND_TEXT.matcher(arguments);
    return matcher.matches()
        ? new Input.Tell(matcher.group(1), matcher.group(2))
        : new Input.Show(List.of("*** To say something to one person: /message NICK TEXT"));
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
