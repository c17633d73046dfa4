package io.parley.wire.text;

import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses the sentences of a server; the first pattern that matches decides. In a pattern, {@code
 * <name>} is a nickname, which has no white space, colon or parenthesis, and {@code <text>} is any
 * text.
 */
public final class SentencePatterns {
  /** The recipient of a private message whose packet does not name one: the client itself. */
  public static final Nickname YOU = Nickname.sanitize("you");

  private static final String NAME = "([^\\s:()]+)";

  private record Row(Pattern pattern, Function<Matcher, ServerMessage> message) {}

  private final List<Row> rows = new ArrayList<>();

  /** Adds a sentence with a name. */
  public SentencePatterns withName(String sentence, Function<Nickname, ServerMessage> message) {
    return add(sentence, matcher -> message.apply(Nickname.sanitize(matcher.group(1))));
  }

  /** Adds a sentence with a name, then a text. */
  public SentencePatterns withNameAndText(
      String sentence, BiFunction<Nickname, Text, ServerMessage> message) {
    return add(
        sentence,
        matcher ->
            message.apply(Nickname.sanitize(matcher.group(1)), Text.sanitize(matcher.group(2))));
  }

  /** Adds a sentence with a text. */
  public SentencePatterns withText(String sentence, Function<String, ServerMessage> message) {
    return add(sentence, matcher -> message.apply(matcher.group(1)));
  }

  /** Adds a sentence without variable parts. */
  public SentencePatterns literal(String sentence, ServerMessage message) {
    return add(sentence, matcher -> message);
  }

  /** The message of the first pattern that matches; empty if none does. */
  public Optional<ServerMessage> read(String text) {
    for (Row row : rows) {
      Matcher matcher = row.pattern().matcher(text);
      if (matcher.matches()) {
        return Optional.of(row.message().apply(matcher));
      }
    }
    return Optional.empty();
  }

  private SentencePatterns add(String sentence, Function<Matcher, ServerMessage> message) {
    String regex =
        Pattern.quote(sentence)
            .replace("<name>", "\\E" + NAME + "\\Q")
            .replace("<text>", "\\E(.*)\\Q");
    rows.add(new Row(Pattern.compile(regex, Pattern.DOTALL), message));
    return this;
  }
}
