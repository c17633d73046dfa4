package io.parley.client.command;

import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import io.parley.protocol.Text;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the arguments of slash commands. Shows the usage if they are invalid. */
final class CommandParser {
  private static final Pattern TARGET_AND_TEXT = Pattern.compile("(\\S+)\\s+(.+)", Pattern.DOTALL);

  /** At most nine digits, so that it fits into an int. */
  private static final Pattern COUNT = Pattern.compile("0*[1-9][0-9]{0,8}");

  /** A number of a window, up to WindowNumbers.MAX_NUMBER. */
  private static final Pattern WINDOW_NUMBER = Pattern.compile("[1-9][0-9]{0,3}");

  private static final int DEFAULT_LINKS = 10;
  private static final int MAX_LINKS = 100;

  private static final Pattern COPY =
      Pattern.compile("(?i)(?:(url)(?=\\s|$))?\\s*(0*[1-9][0-9]{0,8})?");

  /** Removes the topic. */
  private static final String NO_TOPIC = "-";

  private CommandParser() {}

  static UserCommand privateMessage(String arguments) {
    Matcher matcher = TARGET_AND_TEXT.matcher(arguments);
    return matcher.matches()
        ? new UserCommand.SendPrivate(matcher.group(1), matcher.group(2))
        : usage("Usage: /message NICK TEXT");
  }

  static UserCommand query(String arguments) {
    return arguments.indexOf(' ') < 0
        ? new UserCommand.Query(nonEmpty(arguments))
        : usage("Usage: /query NICK");
  }

  static UserCommand reply(String arguments) {
    return nonEmpty(arguments)
        .<UserCommand>map(UserCommand.Reply::new)
        .orElseGet(() -> usage("Usage: /r TEXT"));
  }

  static UserCommand emote(String arguments) {
    return request(arguments, Request.Emote::new, "emotes", "Usage: /me TEXT");
  }

  static UserCommand leave(String arguments) {
    return new UserCommand.Leave(Text.sanitize(arguments).toSingleLine().strip());
  }

  static UserCommand rooms(String arguments) {
    return new UserCommand.SendRequest(new Request.ListRooms(), "rooms");
  }

  static UserCommand names(String arguments) {
    return new UserCommand.ListNames(nonEmpty(arguments).map(RoomName::stripHash));
  }

  static UserCommand topic(String arguments) {
    Optional<String> text = nonEmpty(arguments).map(topic -> topic.equals(NO_TOPIC) ? "" : topic);
    return new UserCommand.SendRequest(new Request.Topic(text), "topics");
  }

  static UserCommand history(String arguments) {
    if (arguments.isEmpty()) {
      return new UserCommand.ShowHistory(OptionalInt.empty());
    }
    return COUNT.matcher(arguments).matches()
        ? new UserCommand.ShowHistory(OptionalInt.of(Integer.parseInt(arguments)))
        : usage("Usage: /history [NUMBER OF MESSAGES]");
  }

  /**
   * A search.
   *
   * @param zone the time zone of its dates
   */
  static UserCommand search(String arguments, ZoneId zone) {
    return nonEmpty(arguments)
        .<UserCommand>map(
            typed ->
                new UserCommand.Search(
                    typed,
                    new Request.Search(SearchDates.resolve(typed, zone), OptionalInt.empty())))
        .orElseGet(() -> usage("Usage: /search WORDS"));
  }

  static UserCommand whois(String arguments) {
    return request(arguments, Request.Whois::new, "whois", "Usage: /whois NICK");
  }

  /** The words are those of irssi; {@code #move} is a window of that name. */
  static UserCommand window(String arguments) {
    List<String> words = List.of(Text.sanitize(arguments).toSingleLine().strip().split("\\s+", -1));
    String first = words.get(0).toLowerCase(Locale.ROOT);
    String last = words.get(words.size() - 1);
    if (first.equals("move")) {
      return words.size() == 2 && WINDOW_NUMBER.matcher(last).matches()
          ? new UserCommand.MoveWindow(Integer.parseInt(last))
          : usage("Usage: /window move NUMBER");
    }
    if (words.size() > 2 || (words.size() == 2 && !first.equals("goto"))) {
      return usage("Usage: /window [NUMBER|NAME]");
    }
    return switch (first) {
      case "", "list" -> new UserCommand.ListWindows();
      case "next" -> new UserCommand.StepWindow(1);
      case "prev" -> new UserCommand.StepWindow(-1);
      case "close" -> leave("");
      default -> new UserCommand.SelectWindow(last);
    };
  }

  static UserCommand links(String arguments) {
    if (arguments.isEmpty()) {
      return new UserCommand.ListLinks(DEFAULT_LINKS);
    }
    return COUNT.matcher(arguments).matches()
        ? new UserCommand.ListLinks(Math.min(MAX_LINKS, Integer.parseInt(arguments)))
        : usage("Usage: /url [NUMBER OF LINKS]");
  }

  /** {@code /copy 2} is a message, {@code /copy url 2} a link; the newest is 1. */
  static UserCommand copy(String arguments) {
    Matcher words = COPY.matcher(arguments);
    if (!words.matches()) {
      return usage("Usage: /copy [url] [NUMBER]");
    }
    int number = words.group(2) == null ? 1 : Integer.parseInt(words.group(2));
    return new UserCommand.Copy(words.group(1) != null, number);
  }

  static UserCommand away(String arguments) {
    return new UserCommand.SendRequest(new Request.Away(nonEmpty(arguments)), "away notes");
  }

  static UserCommand nickname(String arguments) {
    return nonEmpty(arguments)
        .filter(nickname -> nickname.indexOf(' ') < 0)
        .<UserCommand>map(UserCommand.ChangeNickname::new)
        .orElseGet(() -> usage("Usage: /nick NICK"));
  }

  static UserCommand ignore(String arguments) {
    return new UserCommand.Ignore(nonEmpty(arguments));
  }

  static UserCommand unignore(String arguments) {
    return nonEmpty(arguments)
        .<UserCommand>map(UserCommand.Unignore::new)
        .orElseGet(() -> usage("Usage: /unignore NICK"));
  }

  static UserCommand quit(String arguments) {
    return new UserCommand.Quit(
        Optional.of(Text.sanitize(arguments).toSingleLine().strip())
            .filter(reason -> !reason.isEmpty()));
  }

  private static UserCommand request(
      String arguments, Function<String, Request> request, String feature, String usage) {
    return nonEmpty(arguments)
        .<UserCommand>map(words -> new UserCommand.SendRequest(request.apply(words), feature))
        .orElseGet(() -> usage(usage));
  }

  /** The arguments without control characters, which cannot be sent; empty if nothing is left. */
  private static Optional<String> nonEmpty(String arguments) {
    return Optional.of(Text.sanitize(arguments).value()).filter(words -> !words.isEmpty());
  }

  private static UserCommand usage(String line) {
    return new UserCommand.ShowText(List.of(line));
  }
}
