package io.parley.client.command;

import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import io.parley.protocol.Text;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the words after a slash command mean. Where they mean nothing, how to say it is shown. */
final class CommandParser {
  private static final Pattern TARGET_AND_TEXT = Pattern.compile("(\\S+)\\s+(.+)", Pattern.DOTALL);

  /** As many digits as an int surely holds. */
  private static final Pattern COUNT = Pattern.compile("0*[1-9][0-9]{0,8}");

  /** What is typed to say that a room is about nothing. */
  private static final String NO_TOPIC = "-";

  private CommandParser() {}

  static UserCommand privateMessage(String arguments) {
    Matcher matcher = TARGET_AND_TEXT.matcher(arguments);
    return matcher.matches()
        ? new UserCommand.SendPrivate(matcher.group(1), matcher.group(2))
        : usage("To say something to one person: /message NICK TEXT");
  }

  static UserCommand query(String arguments) {
    return arguments.indexOf(' ') < 0
        ? new UserCommand.Query(nonEmpty(arguments))
        : usage("To talk with somebody alone: /query NICK");
  }

  static UserCommand reply(String arguments) {
    return nonEmpty(arguments)
        .<UserCommand>map(UserCommand.Reply::new)
        .orElseGet(() -> usage("To reply to whoever wrote to you alone: /r TEXT"));
  }

  static UserCommand emote(String arguments) {
    return request(arguments, Request.Emote::new, "emotes", "To do something: /me TEXT");
  }

  static UserCommand join(String arguments) {
    return request(
        arguments,
        room -> new Request.Join(RoomName.stripHash(room)),
        "rooms",
        "To enter a room: /join ROOM");
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
        : usage("To see what was said before: /history, or /history and how many messages");
  }

  static UserCommand search(String arguments) {
    return request(
        arguments,
        words -> new Request.Search(words, OptionalInt.empty()),
        "search",
        "To find what was said: /search WORDS");
  }

  static UserCommand whois(String arguments) {
    return request(arguments, Request.Whois::new, "whois", "To see who somebody is: /whois NICK");
  }

  static UserCommand away(String arguments) {
    return new UserCommand.SendRequest(
        new Request.Away(nonEmpty(arguments)), "notes of those who are away");
  }

  static UserCommand ignore(String arguments) {
    return new UserCommand.Ignore(nonEmpty(arguments));
  }

  static UserCommand unignore(String arguments) {
    return nonEmpty(arguments)
        .<UserCommand>map(UserCommand.Unignore::new)
        .orElseGet(() -> usage("To hear somebody again: /unignore NICK"));
  }

  private static UserCommand request(
      String arguments, Function<String, Request> request, String what, String usage) {
    return nonEmpty(arguments)
        .<UserCommand>map(words -> new UserCommand.SendRequest(request.apply(words), what))
        .orElseGet(() -> usage(usage));
  }

  /** What of it can be sent: control characters would not fit into every frame. */
  private static Optional<String> nonEmpty(String arguments) {
    return Optional.of(Text.sanitize(arguments).value()).filter(words -> !words.isEmpty());
  }

  private static UserCommand usage(String line) {
    return new UserCommand.ShowText(List.of("*** " + line));
  }
}
