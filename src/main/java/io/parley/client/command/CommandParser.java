package io.parley.client.command;

import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import io.parley.protocol.Text;
import java.time.ZoneId;
import java.util.List;
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

  static UserCommand join(String arguments) {
    return request(
        arguments,
        room -> new Request.Join(RoomName.stripHash(room)),
        "rooms",
        "Usage: /join ROOM");
  }

  static UserCommand leave(String arguments) {
    return new UserCommand.SendRequest(
        new Request.Part(nonEmpty(arguments).map(RoomName::stripHash)), "rooms");
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

  static UserCommand away(String arguments) {
    return new UserCommand.SendRequest(new Request.Away(nonEmpty(arguments)), "away notes");
  }

  static UserCommand ignore(String arguments) {
    return new UserCommand.Ignore(nonEmpty(arguments));
  }

  static UserCommand unignore(String arguments) {
    return nonEmpty(arguments)
        .<UserCommand>map(UserCommand.Unignore::new)
        .orElseGet(() -> usage("Usage: /unignore NICK"));
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
