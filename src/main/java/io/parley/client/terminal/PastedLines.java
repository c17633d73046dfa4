package io.parley.client.terminal;

import io.parley.client.command.CommandTable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * Lines of pasted text, which are sent one by one. Many lines need a confirmation. Only the first
 * line may be a command, as the user sees it at the prompt. If that command needs a password, the
 * other lines are dropped: they may be passwords. Used by the thread that reads.
 */
final class PastedLines {
  private static final int CONFIRM_ABOVE = 5;

  private final Deque<String> pending = new ArrayDeque<>();
  private final IntPredicate confirm;

  /**
   * Creates an empty queue.
   *
   * @param confirm asks whether to send a number of lines
   */
  PastedLines(IntPredicate confirm) {
    this.confirm = confirm;
  }

  /** Removes and returns the next line. */
  Optional<String> next() {
    return Optional.ofNullable(pending.poll());
  }

  /** Adds the lines of a text. Returns false, and adds none, if the confirmation is refused. */
  boolean add(String text) {
    String first = text.lines().findFirst().orElse("");
    Stream<String> others = CommandTable.takesPassword(first) ? Stream.of() : text.lines().skip(1);
    List<String> lines =
        Stream.concat(Stream.of(first), others.map(PastedLines::asText))
            .filter(line -> !line.isBlank())
            .toList();
    if (lines.size() > CONFIRM_ABOVE && !confirm.test(lines.size())) {
      return false;
    }
    pending.addAll(lines);
    return true;
  }

  /** Escapes a line that would be a command: {@code //text} sends {@code /text}. */
  private static String asText(String line) {
    return line.startsWith("/") ? "/" + line : line;
  }
}
