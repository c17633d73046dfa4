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
 * Reads what a server says in sentences: the first pattern that fits decides. In a pattern {@code
 * <name>} stands for a nickname, which has no white space, colon or bracket, and {@code <text>} for
 * what was said.
 */
public final class SentencePatterns {
  /** Whom a private message is to, where the wire does not say it: whoever reads it. */
  public static final Nickname YOU = Nickname.sanitize("you");

  private static final String NAME = "([^\\s:()\\[\\]]+)";

  private record Row(Pattern pattern, Function<Matcher, ServerMessage> meaning) {}

  private final List<Row> rows = new ArrayList<>();

  /** A sentence with a name and nothing else that varies. */
  public SentencePatterns withName(String sentence, Function<Nickname, ServerMessage> meaning) {
    return add(sentence, matcher -> meaning.apply(Nickname.sanitize(matcher.group(1))));
  }

  /** A sentence in which somebody says something. */
  public SentencePatterns withNameAndText(
      String sentence, BiFunction<Nickname, Text, ServerMessage> meaning) {
    return add(
        sentence,
        matcher ->
            meaning.apply(Nickname.sanitize(matcher.group(1)), Text.sanitize(matcher.group(2))));
  }

  /** A sentence in which the server says something. */
  public SentencePatterns withText(String sentence, Function<String, ServerMessage> meaning) {
    return add(sentence, matcher -> meaning.apply(matcher.group(1)));
  }

  /** A sentence in which nothing varies. */
  public SentencePatterns literal(String sentence, ServerMessage meaning) {
    return add(sentence, matcher -> meaning);
  }

  public Optional<ServerMessage> read(String text) {
    for (Row row : rows) {
      Matcher matcher = row.pattern().matcher(text);
      if (matcher.matches()) {
        return Optional.of(row.meaning().apply(matcher));
      }
    }
    return Optional.empty();
  }

  private SentencePatterns add(String sentence, Function<Matcher, ServerMessage> meaning) {
    String regex =
        Pattern.quote(sentence)
            .replace("<name>", "\\E" + NAME + "\\Q")
            .replace("<text>", "\\E(.*)\\Q");
    rows.add(new Row(Pattern.compile(regex, Pattern.DOTALL), meaning));
    return this;
  }
}
