package io.parley.client.command;

import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import io.parley.protocol.Text;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Parses the arguments of the commands for operators of the server. */
final class ServerCommandParser {
  private static final String FEATURE = "commands for operators of the server";
  private static final String BAN_USAGE = "Usage: /ban-server TARGET [for TIME] [REASON]";
  private static final String AUDIT_USAGE = "Usage: /audit [ROOM] [COUNT]";
  private static final Pattern COUNT = Pattern.compile("[0-9]{1,6}");

  private ServerCommandParser() {}

  static UserCommand kill(String arguments) {
    String[] words = line(arguments).split("\\s+", 2);
    return words[0].isEmpty()
        ? usage("The nickname is missing.", "Usage: /kill NICK [REASON]")
        : send(
            new Request.Kill(
                words[0], words.length > 1 ? Optional.of(words[1]) : Optional.empty()));
  }

  static UserCommand ban(String arguments) {
    Optional<RestrictionWords> words = RestrictionWords.parse(line(arguments));
    return words.isEmpty()
        ? usage(
            "Who is banned is missing: a nickname, an account, a pattern such as troll*, or an"
                + " address.",
            BAN_USAGE)
        : send(
            new Request.BanFromServer(
                words.get().target(), words.get().time(), words.get().reason()));
  }

  static UserCommand unban(String arguments) {
    List<String> words = words(arguments);
    return words.size() == 1
        ? send(new Request.LiftServerBan(words.get(0)))
        : usage("One ban is lifted: /bans-server lists them.", "Usage: /unban-server TARGET");
  }

  static UserCommand bans(String arguments) {
    return arguments.isEmpty()
        ? send(new Request.ListServerBans())
        : usage("There are too many words.", "Usage: /bans-server");
  }

  static UserCommand announce(String arguments) {
    return arguments.isEmpty()
        ? usage("The text is missing.", "Usage: /announce TEXT")
        : send(new Request.Announce(arguments));
  }

  /** One number is a count; a room with such a name has a hash sign in front. */
  static UserCommand audit(String arguments) {
    List<String> words = words(arguments);
    boolean counted = !words.isEmpty() && COUNT.matcher(words.get(words.size() - 1)).matches();
    int rooms = words.size() - (counted ? 1 : 0);
    if (rooms > 1) {
      return usage("There is one room and one count at most.", AUDIT_USAGE);
    }
    return send(
        new Request.ShowAudit(
            rooms == 1 ? Optional.of(RoomName.stripHash(words.get(0))) : Optional.empty(),
            counted
                ? OptionalInt.of(Integer.parseInt(words.get(words.size() - 1)))
                : OptionalInt.empty()));
  }

  private static String line(String arguments) {
    return Text.sanitize(arguments).toSingleLine().strip();
  }

  private static List<String> words(String arguments) {
    String line = line(arguments);
    return line.isEmpty() ? List.of() : List.of(line.split("\\s+", -1));
  }

  private static UserCommand send(Request.ServerRequest request) {
    return new UserCommand.SendRequest(request, FEATURE);
  }

  private static UserCommand usage(String wrong, String usage) {
    return new UserCommand.ShowText(List.of(wrong + " " + usage));
  }
}
