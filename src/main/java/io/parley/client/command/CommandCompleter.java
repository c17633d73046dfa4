package io.parley.client.command;

import io.parley.client.model.NumberedWindow;
import io.parley.client.model.WindowName;
import io.parley.client.screen.CompletionSource;
import io.parley.client.state.ClientRooms;
import io.parley.client.state.KnownRestrictions;
import io.parley.client.state.MemberLists;
import io.parley.client.state.RoomDirectory;
import io.parley.protocol.Nickname;
import io.parley.protocol.RestrictionKind;
import io.parley.protocol.RoomName;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Completes commands, nicknames, rooms and the settings of rooms. At the start of a line a nickname
 * gets a colon, as it addresses a user. Nicknames are ordered by their last message.
 */
public final class CommandCompleter implements CompletionSource {
  private static final Set<String> ROOM_COMMANDS =
      Set.of("/join", "/leave", "/names", "/close", "/audit");

  private static final String JOIN_COMMAND = "/join";
  private static final String BAN_COMMAND = "/ban";
  private static final String MUTE_COMMAND = "/mute";
  private static final String INVITE_COMMAND = "/invite";
  private static final String TRANSFER_COMMAND = "/transfer";
  private static final String UNBAN_COMMAND = "/unban";
  private static final String UNMUTE_COMMAND = "/unmute";
  private static final String SERVER_BAN_COMMAND = "/ban-server";
  private static final String SERVER_UNBAN_COMMAND = "/unban-server";
  private static final String SETTINGS_COMMAND = "/room";

  /** The commands whose first argument is a person, and that take more than nicknames. */
  private static final Set<String> PERSON_COMMANDS =
      Set.of(
          BAN_COMMAND,
          MUTE_COMMAND,
          INVITE_COMMAND,
          TRANSFER_COMMAND,
          UNBAN_COMMAND,
          UNMUTE_COMMAND,
          SERVER_BAN_COMMAND,
          SERVER_UNBAN_COMMAND);

  private static final String WINDOW_COMMAND = "/window";
  private static final List<String> WINDOW_WORDS = List.of("move", "next", "prev", "close");
  private static final String COPY_COMMAND = "/copy";
  private static final String COPY_WORD = "url";
  private static final String ADDRESS_SUFFIX = ":";
  private static final String ROOM_FILTER = "in:";
  private static final String HASH = "#";

  private final CommandTable commands;
  private final ClientRooms rooms;
  private final RoomDirectory directory;
  private final MemberLists memberLists;
  private final KnownRestrictions restrictions;
  private final Supplier<List<NumberedWindow>> windows;
  private final Predicate<Nickname> isSelf;

  /**
   * Creates a completer.
   *
   * @param windows all windows
   * @param isSelf whether a nickname is the user's own, which is completed only where it is changed
   */
  public CommandCompleter(
      CommandTable commands,
      ClientRooms rooms,
      RoomDirectory directory,
      MemberLists memberLists,
      KnownRestrictions restrictions,
      Supplier<List<NumberedWindow>> windows,
      Predicate<Nickname> isSelf) {
    this.commands = commands;
    this.rooms = rooms;
    this.directory = directory;
    this.memberLists = memberLists;
    this.restrictions = restrictions;
    this.windows = windows;
    this.isSelf = isSelf;
  }

  @Override
  public List<String> candidates(String typed) {
    int start = typed.lastIndexOf(' ') + 1;
    String word = typed.substring(start);
    Stream<String> all;
    if (start == 0 && word.startsWith("/")) {
      all = commands.names().stream();
    } else if (start == 0) {
      all = nicknames().map(nickname -> nickname + ADDRESS_SUFFIX);
    } else if (word.startsWith("from:")) {
      all = nicknames().map("from:"::concat);
    } else if (word.startsWith(ROOM_FILTER)) {
      all = rooms(word.substring(ROOM_FILTER.length())).map(ROOM_FILTER::concat);
    } else {
      all = argument(List.of(typed.substring(0, start).split(" +")), word);
    }
    return all.filter(candidate -> startsWith(candidate, word)).toList();
  }

  /**
   * What may follow a command.
   *
   * @param before the command, and the arguments before the word; empty for a line of spaces
   */
  private Stream<String> argument(List<String> before, String word) {
    String command = before.stream().findFirst().flatMap(commands::mainName).orElse("");
    if (command.equals(WINDOW_COMMAND)) {
      return windows(word);
    }
    if (command.equals(CommandTable.HELP)) {
      return commands.helpTopics();
    }
    if (command.equals(COPY_COMMAND)) {
      return Stream.of(COPY_WORD);
    }
    if (command.equals(CommandTable.CHANGE_NICKNAME)) {
      return members().filter(isSelf).map(Nickname::value);
    }
    if (command.equals(SETTINGS_COMMAND)) {
      return setting(before);
    }
    if (command.equals(JOIN_COMMAND) && before.size() > 1) {
      return Stream.empty(); // a key
    }
    if (PERSON_COMMANDS.contains(command)) {
      return person(command, before.size(), word);
    }
    return ROOM_COMMANDS.contains(command) ? rooms(word) : nicknames();
  }

  private static Stream<String> setting(List<String> before) {
    if (before.size() == 1) {
      return RoomCommandParser.SETTINGS.stream();
    }
    boolean isSwitch =
        before.size() == 2
            && RoomCommandParser.SWITCHES.contains(before.get(1).toLowerCase(Locale.ROOT));
    return isSwitch
        ? Stream.of(RoomCommandParser.ON, RoomCommandParser.OFF)
        : before.size() == 2 ? Stream.of(RoomCommandParser.OFF) : Stream.empty();
  }

  /**
   * The arguments of a command about a person.
   *
   * @param position of the argument, from 1
   */
  private Stream<String> person(String command, int position, String word) {
    if (position == 1) {
      return switch (command) {
        case INVITE_COMMAND -> absent();
        case UNBAN_COMMAND -> restrictions.targets(rooms.current(), RestrictionKind.BAN).stream();
        case UNMUTE_COMMAND -> restrictions.targets(rooms.current(), RestrictionKind.MUTE).stream();
        case SERVER_UNBAN_COMMAND -> restrictions.serverBans().stream();
        default -> nicknames();
      };
    }
    if (position > 2) {
      return nicknames(); // in a reason
    }
    return switch (command) {
      case INVITE_COMMAND, TRANSFER_COMMAND -> rooms(word);
      case BAN_COMMAND, MUTE_COMMAND, SERVER_BAN_COMMAND ->
          Stream.concat(Stream.of(RestrictionWords.FOR), nicknames());
      default -> nicknames();
    };
  }

  /** The people of the other rooms who are not in this one. */
  private Stream<String> absent() {
    Set<String> all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    rooms.all().stream()
        .flatMap(room -> memberLists.byLastSpoken(room).stream())
        .map(Nickname::value)
        .forEach(all::add);
    members().map(Nickname::value).forEach(all::remove);
    return all.stream();
  }

  /** The windows, with their marks unless the word begins a name without, and the other words. */
  private Stream<String> windows(String word) {
    List<String> titles =
        windows.get().stream().map(window -> WindowName.title(window.name())).toList();
    boolean isPlain = !word.isEmpty() && !WindowName.isMark(word.charAt(0));
    return Stream.concat(
        titles.stream().map(title -> isPlain ? title.substring(1) : title), WINDOW_WORDS.stream());
  }

  private Stream<String> nicknames() {
    return members().filter(isSelf.negate()).map(Nickname::value);
  }

  private Stream<Nickname> members() {
    return memberLists.byLastSpoken(rooms.current()).stream();
  }

  /** The joined and the listed rooms, with a hash sign if the word starts with one. */
  private Stream<String> rooms(String word) {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    Stream.concat(rooms.all().stream(), directory.rooms().stream())
        .map(RoomName::value)
        .forEach(names::add);
    return names.stream()
        .map(name -> word.startsWith(HASH) || name.startsWith(HASH) ? HASH + name : name);
  }

  private static boolean startsWith(String candidate, String word) {
    return candidate.toLowerCase(Locale.ROOT).startsWith(word.toLowerCase(Locale.ROOT));
  }
}
