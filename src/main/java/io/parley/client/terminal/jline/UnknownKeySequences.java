package io.parley.client.terminal.jline;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.Reference;

/**
 * Escape sequences of keys without a binding, which must not be inserted as text. ECMA-48, 5.4
 * defines how such a sequence ends.
 */
final class UnknownKeySequences {
  private static final Binding UNKNOWN = new Reference("parley-unknown");
  private static final String SS3 = "\u001bO";
  private static final List<String> INTRODUCERS =
      List.of("\u001b[", SS3, "\u001b\u001b[", "\u001b\u001bO");

  /** Characters that arrive later are text. In milliseconds. */
  private static final long REST_TIMEOUT_MS = 100;

  private UnknownKeySequences() {}

  /** Binds every prefix of a bound sequence that is not bound itself. */
  static void bindTo(KeyMap<Binding> map) {
    map.unbind(SS3); // Alt-O is not a key of its own
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

  /** Whether the prefix of an unknown sequence was read. */
  static boolean isPrefix(Object binding) {
    return UNKNOWN.equals(binding);
  }

  /** Reads the rest of the sequence, and nothing that cannot belong to it. */
  static void skip(BindingReader keys) {
    int next = keys.peekCharacter(REST_TIMEOUT_MS);
    while (next >= ' ' && next <= '~') {
      boolean isLast = keys.readCharacter() >= '@';
      next = isLast ? -1 : keys.peekCharacter(REST_TIMEOUT_MS);
    }
  }
}
