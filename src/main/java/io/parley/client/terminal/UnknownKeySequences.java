package io.parley.client.terminal;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.Reference;

/**
 * The keys that mean nothing here: a terminal sends a sequence of characters for them, none of
 * which is text. ECMA-48, 5.4 says how such a sequence ends.
 */
final class UnknownKeySequences {
  private static final Binding UNKNOWN = new Reference("parley-unknown");
  private static final String SS3 = "\u001bO";
  private static final List<String> INTRODUCERS =
      List.of("\u001b[", SS3, "\u001b\u001b[", "\u001b\u001bO");

  /** A sequence comes in one piece, or nearly: whatever is later is text. In milliseconds. */
  private static final long REST_TIMEOUT_MS = 100;

  private UnknownKeySequences() {}

  /** Finds them from now on: all that begin as a known one does, and end differently. */
  static void bindTo(KeyMap<Binding> map) {
    map.unbind(SS3); // a letter with Alt is nothing else
    for (String known : map.getBoundKeys().keySet()) {
      INTRODUCERS.stream()
          .filter(known::startsWith)
          .flatMap(introducer -> prefixes(known, introducer.length()))
          .filter(beginning -> map.getBound(beginning) == null)
          .forEach(beginning -> map.bind(UNKNOWN, beginning));
    }
  }

  private static Stream<String> prefixes(String known, int shortest) {
    return IntStream.range(shortest, known.length()).mapToObj(end -> known.substring(0, end));
  }

  /** Whether such a sequence has begun, of which the rest is still to be read. */
  static boolean isPrefix(Object binding) {
    return UNKNOWN.equals(binding);
  }

  /** Reads the rest. What cannot be a part of it is left. */
  static void skip(BindingReader keys) {
    int next = keys.peekCharacter(REST_TIMEOUT_MS);
    while (next >= ' ' && next <= '~') {
      boolean isLast = keys.readCharacter() >= '@';
      next = isLast ? -1 : keys.peekCharacter(REST_TIMEOUT_MS);
    }
  }
}
