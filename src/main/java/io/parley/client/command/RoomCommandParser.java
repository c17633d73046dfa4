package io.parley.client.command;

import io.parley.protocol.Request;
import io.parley.protocol.RestrictionKind;
import io.parley.protocol.RoomName;
import io.parley.protocol.Text;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Parses the arguments of the commands about rooms and the order in them. No text for the user
 * repeats the key of a room.
 */
final class RoomCommandParser {
  private static final String CLOSED_SETTING = "closed";

  /** The setting whose value is a secret. */
  private static final String KEY_SETTING = "key";

  /** The names of the settings, which the server checks. */
  static final List<String> SETTINGS =
      List.of(
          "private",
          "invite",
          KEY_SETTING,
          "retention",
          CLOSED_SETTING,
          "moderated",
          "slow",
          "topic-lock",
          "limit");

  /** The settings that are on or off. */
  static final Set<String> SWITCHES =
      Set.of("private", "invite", CLOSED_SETTING, "moderated", "topic-lock");

  /** What a setting has that is not in force. */
  static final String OFF = "off";

  static final String ON = "on";

  private static final String NO_ROLE = "none";

  private static final Set<String> JOIN_COMMANDS = Set.of("/join", "/j");
  private static final String ROOM_COMMAND = "/room";

  private static final String NICKNAME_MISSING = "The nickname is missing.";
  private static final String TOO_MANY = "There are too many words.";
  private static final String ROOM_USAGE = "Usage: /room [SETTING VALUE]";
  private static final String TRANSFER_USAGE = "Usage: /transfer NICK ROOM";

  private RoomCommandParser() {}

  /** Whether the words of a line are a command with the key of a room. */
  static boolean hasKey(List<String> words) {
    String command = words.get(0).toLowerCase(Locale.ROOT);
    return words.size() > 2
        && (JOIN_COMMANDS.contains(command)
            || (command.equals(ROOM_COMMAND) && words.get(1).equalsIgnoreCase(KEY_SETTING)));
  }

  /** A room has no space in its name, and its key none either. */
  static UserCommand join(String arguments) {
    List<String> words = words(arguments);
    String usage = "Usage: /join ROOM [KEY]";
    if (words.isEmpty()) {
      return usage("The room is missing.", usage);
    }
    return words.size() > 2
        ? usage("A key is one word.", usage)
        : new UserCommand.SendRequest(
            new Request.Join(RoomName.stripHash(words.get(0)), words.stream().skip(1).findFirst()),
            "rooms");
  }

  static UserCommand room(String arguments) {
    List<String> words = words(arguments);
    if (words.isEmpty()) {
      return moderate(new Request.ShowRoom(Optional.empty()));
    }
    String setting = words.get(0).toLowerCase(Locale.ROOT);
    if (words.size() < 2) {
      return usage("The value is missing; off is the default of each setting.", ROOM_USAGE);
    }
    return words.size() > 2
        ? usage("A value is one word.", ROOM_USAGE)
        : moderate(new Request.ChangeSetting(setting, words.get(1), Optional.empty()));
  }

  static UserCommand invite(String arguments) {
    List<String> words = words(arguments);
    String usage = "Usage: /invite NICK [ROOM]";
    if (words.isEmpty()) {
      return usage(NICKNAME_MISSING, usage);
    }
    return words.size() > 2
        ? usage(TOO_MANY, usage)
        : moderate(
            new Request.Invite(
                words.get(0), words.stream().skip(1).findFirst().map(RoomName::stripHash)));
  }

  static UserCommand kick(String arguments) {
    String[] words = line(arguments).split("\\s+", 2);
    return words[0].isEmpty()
        ? usage(NICKNAME_MISSING, "Usage: /kick NICK [REASON]")
        : moderate(new Request.Kick(words[0], rest(words, 1), Optional.empty()));
  }

  static UserCommand ban(String arguments) {
    return restrict(
        RestrictionKind.BAN,
        arguments,
        "What is banned is missing: a nickname, a pattern such as troll*, or an address.",
        "Usage: /ban TARGET [for TIME] [REASON]");
  }

  static UserCommand mute(String arguments) {
    return restrict(
        RestrictionKind.MUTE, arguments, NICKNAME_MISSING, "Usage: /mute NICK [for TIME] [REASON]");
  }

  private static UserCommand restrict(
      RestrictionKind kind, String arguments, String missing, String usage) {
    Optional<RestrictionWords> words = RestrictionWords.parse(line(arguments));
    return words.isEmpty()
        ? usage(missing, usage)
        : moderate(
            new Request.Restrict(
                kind,
                words.get().target(),
                words.get().time(),
                words.get().reason(),
                Optional.empty()));
  }

  static UserCommand unban(String arguments) {
    return oneWord(
        arguments,
        "What was banned is missing: /bans lists it.",
        "Usage: /unban TARGET",
        target -> new Request.Lift(RestrictionKind.BAN, target, Optional.empty()));
  }

  static UserCommand unmute(String arguments) {
    return oneWord(
        arguments,
        NICKNAME_MISSING,
        "Usage: /unmute NICK",
        target -> new Request.Lift(RestrictionKind.MUTE, target, Optional.empty()));
  }

  static UserCommand bans(String arguments) {
    return arguments.isEmpty()
        ? moderate(new Request.ListRestrictions(Optional.empty()))
        : usage(TOO_MANY, "Usage: /bans");
  }

  static UserCommand operator(String arguments) {
    return role(arguments, "operator", "Usage: /op NICK");
  }

  static UserCommand noOperator(String arguments) {
    return noRole(arguments, "operator", "Usage: /deop NICK");
  }

  static UserCommand voice(String arguments) {
    return role(arguments, "voice", "Usage: /voice NICK");
  }

  static UserCommand noVoice(String arguments) {
    return noRole(arguments, "voice", "Usage: /devoice NICK");
  }

  /** Takes a role from somebody who has this one, and not a higher one. */
  private static UserCommand noRole(String arguments, String current, String usage) {
    return oneWord(
        arguments,
        NICKNAME_MISSING,
        usage,
        nickname -> new Request.SetRole(nickname, NO_ROLE, Optional.empty(), Optional.of(current)));
  }

  private static UserCommand role(String arguments, String role, String usage) {
    return oneWord(
        arguments,
        NICKNAME_MISSING,
        usage,
        nickname -> new Request.SetRole(nickname, role, Optional.empty()));
  }

  /** Only the new owner can undo it, so it is sent only with the name of the room. */
  static UserCommand transfer(String arguments) {
    List<String> words = words(arguments);
    if (words.isEmpty()) {
      return usage(NICKNAME_MISSING, TRANSFER_USAGE);
    }
    String nickname = words.get(0);
    return switch (words.size()) {
      case 1 ->
          new UserCommand.NameRoom(
              "Only " + nickname + " could give the room back.", "/transfer " + nickname);
      case 2 -> moderate(new Request.SetRole(nickname, "owner", named(words.get(1))));
      default -> usage(TOO_MANY, TRANSFER_USAGE);
    };
  }

  /** It puts everybody out, so it is sent only with the name of the room. */
  static UserCommand close(String arguments) {
    List<String> words = words(arguments);
    return switch (words.size()) {
      case 0 -> new UserCommand.NameRoom("That puts everybody else out of the room.", "/close");
      case 1 -> moderate(new Request.ChangeSetting(CLOSED_SETTING, ON, named(words.get(0))));
      default -> usage(TOO_MANY, "Usage: /close ROOM");
    };
  }

  private static UserCommand oneWord(
      String arguments, String missing, String usage, Function<String, Request.Moderation> make) {
    List<String> words = words(arguments);
    if (words.isEmpty()) {
      return usage(missing, usage);
    }
    return words.size() > 1 ? usage(TOO_MANY, usage) : moderate(make.apply(words.get(0)));
  }

  private static Optional<String> named(String word) {
    return Optional.of(RoomName.stripHash(word));
  }

  private static String line(String arguments) {
    return Text.sanitize(arguments).toSingleLine().strip();
  }

  private static List<String> words(String arguments) {
    String line = line(arguments);
    return line.isEmpty() ? List.of() : List.of(line.split("\\s+", -1));
  }

  private static Optional<String> rest(String[] words, int index) {
    return words.length > index ? Optional.of(words[index]) : Optional.empty();
  }

  private static UserCommand moderate(Request.Moderation request) {
    return new UserCommand.Moderate(request);
  }

  private static UserCommand usage(String wrong, String usage) {
    return new UserCommand.ShowText(List.of(wrong + " " + usage));
  }
}
