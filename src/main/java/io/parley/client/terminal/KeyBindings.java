package io.parley.client.terminal;

import io.parley.client.terminal.jline.LineEditor;
import java.util.List;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;
import org.jline.reader.Widget;
import org.jline.utils.InfoCmp.Capability;
import org.jspecify.annotations.Nullable;

/** The key bindings of the chat, in addition to those of JLine for editing. */
final class KeyBindings {
  private static final String PAGE_UP = "\u001b[5~";
  private static final String PAGE_DOWN = "\u001b[6~";
  private static final List<String> ALT_LEFT =
      List.of("\u001b[1;3D", "\u001b\u001b[D", "\u001b\u001bOD");
  private static final List<String> ALT_RIGHT =
      List.of("\u001b[1;3C", "\u001b\u001b[C", "\u001b\u001bOC");
  private static final List<String> HOME =
      List.of("\u001bOH", "\u001b[H", "\u001b[1~", "\u001b[7~");
  private static final List<String> END = List.of("\u001bOF", "\u001b[F", "\u001b[4~", "\u001b[8~");

  /** Alt and Ctrl variants. */
  private static final List<String> SCROLL_TO_OLDEST =
      List.of("\u001b[1;3H", "\u001b\u001b[H", "\u001b\u001bOH", "\u001b[1;5H");

  /** Alt and Ctrl variants. */
  private static final List<String> SCROLL_TO_NEWEST =
      List.of("\u001b[1;3F", "\u001b\u001b[F", "\u001b\u001bOF", "\u001b[1;5F");

  private static final List<String> ENTER = List.of("\r", "\n");
  private static final List<String> ALT_ENTER = List.of("\u001b\r", "\u001b\n");

  /** JLine's digit arguments, which would repeat the next key. */
  private static final String[] DIGIT_ARGUMENTS =
      "-0123456789".chars().mapToObj(key -> KeyMap.alt((char) key)).toArray(String[]::new);

  /** Prefixes of JLine's bindings that are useful in a shell only; some submit the line. */
  private static final List<String> UNWANTED =
      List.of(
          KeyMap.ctrl('X'),
          KeyMap.ctrl('O'),
          KeyMap.ctrl(']'),
          KeyMap.alt(KeyMap.ctrl(']')),
          KeyMap.alt('a'),
          KeyMap.alt('A'));

  private final LineEditor editor;
  private final KeyMap<Binding> keyMap;

  KeyBindings(LineEditor editor) {
    this.editor = editor;
    this.keyMap = editor.keyMap(LineReader.MAIN);
  }

  /** Binds all keys. */
  void bindTo(Navigation navigation) {
    unbindUnwanted();
    bind("parley-page-up", navigation::pageUp, PAGE_UP, capability(Capability.key_ppage));
    bind("parley-page-down", navigation::pageDown, PAGE_DOWN, capability(Capability.key_npage));
    ALT_LEFT.forEach(
        keys -> bind("parley-previous-room", () -> navigation.switchToNeighbour(-1), keys));
    ALT_RIGHT.forEach(
        keys -> bind("parley-next-room", () -> navigation.switchToNeighbour(1), keys));
    ALT_ENTER.forEach(keys -> keyMap.bind(new Reference(LineReader.SELF_INSERT_UNMETA), keys));
    SCROLL_TO_NEWEST.forEach(keys -> bind("parley-newest", navigation::scrollToNewest, keys));
    SCROLL_TO_OLDEST.forEach(keys -> bind("parley-oldest", navigation::scrollToOldest, keys));
    END.forEach(
        keys ->
            bind(
                "parley-end",
                ifInputEmpty(navigation::scrollToNewest, LineReader.END_OF_LINE),
                keys));
    HOME.forEach(
        keys ->
            bind(
                "parley-home",
                ifInputEmpty(navigation::scrollToOldest, LineReader.BEGINNING_OF_LINE),
                keys));
    for (int i = 1; i <= 10; i++) {
      int number = i;
      bind(
          "parley-room-" + i,
          () -> navigation.switchToNumber(number),
          KeyMap.alt((char) ('0' + i % 10))); // Alt-0 is the tenth
    }
    bind("parley-unread", navigation::switchToUnread, KeyMap.alt('a'), KeyMap.alt('A'));
    bindEnter();
    editor.ignoreUnknownKeys();
  }

  /** JLine's Enter would only close the completion list. */
  private void bindEnter() {
    KeyMap<Binding> menu = editor.keyMap(LineReader.MENU);
    ENTER.forEach(menu::unbind);
    ENTER.forEach(keys -> bind("parley-enter", this::acceptLine, keys));
  }

  private boolean acceptLine() {
    editor.callWidget(LineReader.ACCEPT_LINE);
    return true;
  }

  /** In an empty line, Home and End scroll the window. */
  private Widget ifInputEmpty(Widget action, String otherwise) {
    return () -> {
      if (editor.text().isEmpty()) {
        return action.apply();
      }
      editor.callWidget(otherwise);
      return true;
    };
  }

  private void unbindUnwanted() {
    keyMap.getBoundKeys().keySet().stream()
        .filter(keys -> UNWANTED.stream().anyMatch(keys::startsWith))
        .forEach(keyMap::unbind);
    bind("parley-ignore", () -> true, DIGIT_ARGUMENTS); // unbound, they would insert the digit
  }

  private void bind(String name, Widget widget, @Nullable String... keys) {
    editor.addWidget(name, widget);
    for (String key : keys) {
      if (key != null) {
        keyMap.bind(new Reference(name), key);
      }
    }
  }

  private @Nullable String capability(Capability key) {
    return editor.keySequence(key);
  }
}
