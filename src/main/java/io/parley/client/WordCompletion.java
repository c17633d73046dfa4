package io.parley.client;

import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Completes commands, nicknames and rooms, each where it can stand: at the begin of a line a
 * nickname is who is spoken to. Who spoke last comes first.
 */
final class WordCompletion implements Completion {
  private static final Set<String> TAKE_ROOMS = Set.of("/join", "/leave", "/names");
  private static final String SPOKEN_TO = ":";
  private static final String IN = "in:";
  private static final String HASH = "#";

  private final InputTable commands;
  private final Rooms rooms;
  private final Presence presence;
  private final Predicate<Nickname> isSelf;

  /**
   * A completion.
   *
   * @param isSelf whether it is who types, and speaks to others
   */
  WordCompletion(InputTable commands, Rooms rooms, Presence presence, Predicate<Nickname> isSelf) {
    this.commands = commands;
    this.rooms = rooms;
    this.presence = presence;
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
      all = nicknames().map(nickname -> nickname + SPOKEN_TO);
    } else if (word.startsWith("from:")) {
      all = nicknames().map("from:"::concat);
    } else if (word.startsWith(IN)) {
      all = rooms(word.substring(IN.length())).map(IN::concat);
    } else {
      boolean room =
          start > 0
              && commands
                  .mainName(typed.substring(0, typed.indexOf(' ')))
                  .filter(TAKE_ROOMS::contains)
                  .isPresent();
      all = room ? rooms(word) : nicknames();
    }
    return all.filter(candidate -> begins(candidate, word)).toList();
  }

  private Stream<String> nicknames() {
    return presence.lastSpoken(rooms.talking()).stream()
        .filter(isSelf.negate())
        .map(Nickname::value);
  }

  /** The rooms, with a # if somebody begins them so. */
  private Stream<String> rooms(String word) {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    rooms.known().stream().map(RoomName::value).forEach(names::add);
    return names.stream()
        .map(name -> word.startsWith(HASH) || name.startsWith(HASH) ? HASH + name : name);
  }

  private static boolean begins(String candidate, String word) {
    return candidate.toLowerCase(Locale.ROOT).startsWith(word.toLowerCase(Locale.ROOT));
  }
}
