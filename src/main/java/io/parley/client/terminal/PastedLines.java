package io.parley.client.terminal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * Lines that were pasted: each is said by itself, one after the other. Where they are many,
 * somebody is asked before. Only the first may be a command: whoever types it sees it.
 */
final class PastedLines {
  private static final int CONFIRM_ABOVE = 5;

  private final Deque<String> pending = new ArrayDeque<>();
  private final IntPredicate confirm;

  /**
   * Nothing pasted yet.
   *
   * @param agrees whether somebody wants to say so many lines
   */
  PastedLines(IntPredicate agrees) {
    this.confirm = agrees;
  }

  /** The next line that waits to be said. */
  Optional<String> next() {
    return Optional.ofNullable(pending.poll());
  }

  /** Takes a text that was pasted; false if nobody wants to say all that. */
  boolean add(String text) {
    String first = text.lines().findFirst().orElse("");
    List<String> lines =
        Stream.concat(Stream.of(first), text.lines().skip(1).map(PastedLines::asText))
            .filter(line -> !line.isBlank())
            .toList();
    if (lines.size() > CONFIRM_ABOVE && !confirm.test(lines.size())) {
      return false;
    }
    pending.addAll(lines);
    return true;
  }

  /** As it is typed: {@code //text} says {@code /text}. */
  private static String asText(String line) {
    return line.startsWith("/") ? "/" + line : line;
  }
}
