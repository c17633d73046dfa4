package io.parley.client.terminal.jline;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;

/**
 * The keys while a password is typed: those that insert or delete a character, Enter, paste and
 * scrolling. All others do nothing: JLine would keep deleted words to insert them again, complete
 * words, and search the history.
 */
final class SecretKeys {
  static final String CANCEL = "parley-cancel-answer";

  private static final String CLEAR = "parley-clear-answer";
  private static final String IGNORE = "parley-ignore";
  private static final Set<String> KEPT =
      Set.of(
          LineReader.SELF_INSERT,
          LineReader.SELF_INSERT_UNMETA,
          LineReader.BACKWARD_DELETE_CHAR,
          LineReader.ACCEPT_LINE,
          LineReader.BEGIN_PASTE,
          LineReader.MOUSE,
          "parley-enter",
          "parley-unknown",
          "parley-page-up",
          "parley-page-down");

  private SecretKeys() {}

  /**
   * Selects the keys of the main key map.
   *
   * @param addWidget defines a widget of this class by its name
   */
  static KeyMap<Binding> of(KeyMap<Binding> main, Consumer<String> addWidget) {
    KeyMap<Binding> keys = new KeyMap<>();
    keys.setUnicode(main.getUnicode());
    keys.setNomatch(main.getNomatch());
    main.getBoundKeys()
        .forEach((sequence, binding) -> keys.bind(isKept(binding) ? binding : ignore(), sequence));
    List.of(CANCEL, CLEAR).forEach(addWidget);
    keys.bind(new Reference(CANCEL), KeyMap.esc(), KeyMap.ctrl('G'), KeyMap.ctrl('D'));
    keys.bind(new Reference(CLEAR), KeyMap.ctrl('U'));
    return keys;
  }

  private static boolean isKept(Binding binding) {
    return !(binding instanceof Reference reference) || KEPT.contains(reference.name());
  }

  private static Binding ignore() {
    return new Reference(IGNORE);
  }
}
