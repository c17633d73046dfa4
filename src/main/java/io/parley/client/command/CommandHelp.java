package io.parley.client.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The pages of {@code /help}: the groups with the names of their commands, which fit into a small
 * terminal; one group with a line for each command; one command; the keys; and all of these.
 */
final class CommandHelp {
  private static final String KEYS = "keys";
  private static final String ALL = "all";

  /** So many fit into a row of the overview. */
  private static final int SOME_KEYS = 5;

  /** A group of commands, in the order of the pages. */
  enum Group {
    MESSAGES,
    EDITS,
    ROOMS,
    ORDER,
    ROLES,
    SERVER,
    HISTORY,
    PEOPLE,
    ACCOUNT,
    PROGRAM;

    private String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A command.
   *
   * @param names its names, the main one first
   * @param aliases short names, and names of the same command in other clients
   * @param text its arguments and what it does
   */
  record Entry(Group group, List<String> names, List<String> aliases, String text) {
    private String line() {
      return String.format("%-15s %s", String.join(", ", names), text);
    }

    private List<String> lines() {
      return aliases.isEmpty()
          ? List.of(line())
          : List.of(line(), "aliases: " + String.join(", ", aliases));
    }
  }

  /** Is no command, and is typed like one. */
  private static final Entry SLASH =
      new Entry(Group.MESSAGES, List.of("//text"), List.of(), "send /text");

  private final List<Entry> entries;
  private final boolean showsKeys;

  /**
   * @param showsKeys whether the screen has the keys of {@link KeyHelp}
   */
  CommandHelp(List<Entry> commands, boolean showsKeys) {
    this.entries = Stream.concat(commands.stream(), Stream.of(SLASH)).toList();
    this.showsKeys = showsKeys;
  }

  /** The groups and the names of their commands. */
  List<String> overview() {
    List<String> lines = new ArrayList<>();
    lines.add("/help GROUP, /help COMMAND and /help all say more:");
    for (Group group : Group.values()) {
      lines.add(overviewLine(group.label(), in(group).map(entry -> entry.names().get(0)).toList()));
    }
    if (showsKeys) {
      Stream<String> some = KeyHelp.ROWS.stream().limit(SOME_KEYS).map(KeyHelp.Key::first);
      lines.add(overviewLine(KEYS, Stream.concat(some, Stream.of("...")).toList()));
    }
    return lines;
  }

  private static String overviewLine(String label, List<String> names) {
    return String.format("%-9s %s", label, String.join(", ", names));
  }

  /** The page of a group, or another page without a slash in its name; empty if there is none. */
  Optional<List<String>> page(String name) {
    String label = name.toLowerCase(Locale.ROOT);
    if (label.equals(ALL)) {
      return Optional.of(all());
    }
    if (label.equals(KEYS) && showsKeys) {
      return Optional.of(keys().toList());
    }
    return Arrays.stream(Group.values())
        .filter(group -> group.label().equals(label))
        .findAny()
        .map(group -> in(group).map(Entry::line).toList());
  }

  /** The names of the pages but those of commands. */
  Stream<String> pageNames() {
    Stream<String> groups = Arrays.stream(Group.values()).map(Group::label);
    return Stream.concat(groups, showsKeys ? Stream.of(KEYS, ALL) : Stream.of(ALL));
  }

  /** The description of a command by its main name. */
  List<String> describe(String mainName) {
    return entries.stream()
        .filter(entry -> entry.names().get(0).equals(mainName))
        .flatMap(entry -> entry.lines().stream())
        .toList();
  }

  private List<String> all() {
    Stream<String> commands = Arrays.stream(Group.values()).flatMap(this::in).map(Entry::line);
    return Stream.concat(commands, showsKeys ? keys() : Stream.empty()).toList();
  }

  private Stream<Entry> in(Group group) {
    return entries.stream().filter(entry -> entry.group() == group);
  }

  private static Stream<String> keys() {
    return KeyHelp.ROWS.stream().map(key -> String.format("%-20s %s", key.keys(), key.help()));
  }
}
