package io.parley.client;

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
final class Meanings {
  private static final Pattern TARGET_AND_TEXT = Pattern.compile("(\\S+)\\s+(.+)", Pattern.DOTALL);

  /** As many digits as an int surely holds. */
  private static final Pattern COUNT = Pattern.compile("0*[1-9][0-9]{0,8}");

  /** What is typed to say that a room is about nothing. */
  private static final String NO_TOPIC = "-";

  private Meanings() {}

  static Input tell(String arguments) {
    Matcher matcher = TARGET_AND_TEXT.matcher(arguments);
    return matcher.matches()
        ? new Input.Tell(matcher.group(1), matcher.group(2))
        : usage("To say something to one person: /message NICK TEXT");
  }

  static Input converse(String arguments) {
    return arguments.indexOf(' ') < 0
        ? new Input.Converse(some(arguments))
        : usage("To talk with somebody alone: /query NICK");
  }

  static Input reply(String arguments) {
    return some(arguments)
        .<Input>map(Input.Reply::new)
        .orElseGet(() -> usage("To reply to whoever wrote to you alone: /r TEXT"));
  }

  static Input emote(String arguments) {
    return ask(arguments, Request.Emote::new, "emotes", "To do something: /me TEXT");
  }

  static Input enter(String arguments) {
    return ask(
        arguments,
        room -> new Request.Join(RoomName.stripHash(room)),
        "rooms",
        "To enter a room: /join ROOM");
  }

  static Input leave(String arguments) {
    return new Input.Ask(new Request.Part(some(arguments).map(RoomName::stripHash)), "rooms");
  }

  static Input rooms(String arguments) {
    return new Input.Ask(new Request.ListRooms(), "rooms");
  }

  static Input names(String arguments) {
    return new Input.Names(some(arguments).map(RoomName::stripHash));
  }

  static Input topic(String arguments) {
    Optional<String> text = some(arguments).map(topic -> topic.equals(NO_TOPIC) ? "" : topic);
    return new Input.Ask(new Request.Topic(text), "topics");
  }

  static Input history(String arguments) {
    if (arguments.isEmpty()) {
      return new Input.History(OptionalInt.empty());
    }
    return COUNT.matcher(arguments).matches()
        ? new Input.History(OptionalInt.of(Integer.parseInt(arguments)))
        : usage("To see what was said before: /history, or /history and how many messages");
  }

  static Input search(String arguments) {
    return ask(
        arguments,
        words -> new Request.Search(words, OptionalInt.empty()),
        "search",
        "To find what was said: /search WORDS");
  }

  static Input whois(String arguments) {
    return ask(arguments, Request.Whois::new, "whois", "To see who somebody is: /whois NICK");
  }

  static Input away(String arguments) {
    return new Input.Ask(new Request.Away(some(arguments)), "notes of those who are away");
  }

  static Input ignore(String arguments) {
    return new Input.Ignore(some(arguments));
  }

  static Input unignore(String arguments) {
    return some(arguments)
        .<Input>map(Input.Unignore::new)
        .orElseGet(() -> usage("To hear somebody again: /unignore NICK"));
  }

  private static Input ask(
      String arguments, Function<String, Request> request, String what, String usage) {
    return some(arguments)
        .<Input>map(words -> new Input.Ask(request.apply(words), what))
        .orElseGet(() -> usage(usage));
  }

  /** What of it can be sent: control characters would not fit into every frame. */
  private static Optional<String> some(String arguments) {
    return Optional.of(Text.sanitize(arguments).value()).filter(words -> !words.isEmpty());
  }

  private static Input usage(String line) {
    return new Input.Show(List.of("*** " + line));
  }
}
