package io.parley.client.terminal;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;
import org.jline.reader.Widget;
import org.jline.utils.InfoCmp.Capability;
import org.jspecify.annotations.Nullable;

/** The keys of a chat, beside those with which one edits a line. */
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

  /** With Alt, and with Ctrl. */
  private static final List<String> SCROLL_TO_OLDEST =
      List.of("\u001b[1;3H", "\u001b\u001b[H", "\u001b\u001bOH", "\u001b[1;5H");

  /** With Alt, and with Ctrl. */
  private static final List<String> SCROLL_TO_NEWEST =
      List.of("\u001b[1;3F", "\u001b\u001b[F", "\u001b\u001bOF", "\u001b[1;5F");

  private static final List<String> ENTER = List.of("\r", "\n");
  private static final List<String> ALT_ENTER = List.of("\u001b\r", "\u001b\n");

  /** Alt with a digit, or with a minus: the editor would do what comes next so many times. */
  private static final String[] DIGIT_ARGUMENTS =
      "-0123456789".chars().mapToObj(key -> KeyMap.alt((char) key)).toArray(String[]::new);

  /** What the editor does in a shell, and surprises in a chat: some send the line. */
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

  KeyBindings(LineEditor input) {
    this.editor = input;
    this.keyMap = requireNonNull(input.getKeyMaps().get(LineReader.MAIN));
  }

  /** Binds them all. */
  void bindTo(Navigation view) {
    unbindUnwanted();
    bind("parley-page-up", view::pageUp, PAGE_UP, capability(Capability.key_ppage));
    bind("parley-page-down", view::pageDown, PAGE_DOWN, capability(Capability.key_npage));
    ALT_LEFT.forEach(keys -> bind("parley-room-before", () -> view.switchToNeighbour(-1), keys));
    ALT_RIGHT.forEach(keys -> bind("parley-room-after", () -> view.switchToNeighbour(1), keys));
    ALT_ENTER.forEach(keys -> keyMap.bind(new Reference(LineReader.SELF_INSERT_UNMETA), keys));
    SCROLL_TO_NEWEST.forEach(keys -> bind("parley-newest", view::scrollToNewest, keys));
    SCROLL_TO_OLDEST.forEach(keys -> bind("parley-oldest", view::scrollToOldest, keys));
    END.forEach(
        keys ->
            bind("parley-end", ifInputEmpty(view::scrollToNewest, LineReader.END_OF_LINE), keys));
    HOME.forEach(
        keys ->
            bind(
                "parley-home",
                ifInputEmpty(view::scrollToOldest, LineReader.BEGINNING_OF_LINE),
                keys));
    for (int i = 1; i <= 9; i++) {
      int number = i;
      bind("parley-room-" + i, () -> view.switchToNumber(number), KeyMap.alt((char) ('0' + i)));
    }
    bind("parley-unread", view::switchToUnread, KeyMap.alt('a'), KeyMap.alt('A'));
    bindEnter();
    UnknownKeySequences.bindTo(keyMap);
  }

  /** The editor's own would only end the choice between what may be meant. */
  private void bindEnter() {
    KeyMap<Binding> menu = requireNonNull(editor.getKeyMaps().get(LineReader.MENU));
    ENTER.forEach(menu::unbind);
    ENTER.forEach(keys -> bind("parley-enter", this::acceptLine, keys));
  }

  private boolean acceptLine() {
    editor.callWidget(LineReader.ACCEPT_LINE);
    return true;
  }

  /** Where nothing is typed there is no end of it to go to. */
  private Widget ifInputEmpty(Widget then, String otherwise) {
    return () -> {
      if (editor.typedText().isEmpty()) {
        return then.apply();
      }
      editor.callWidget(otherwise);
      return true;
    };
  }

  private void unbindUnwanted() {
    keyMap.getBoundKeys().keySet().stream()
        .filter(keys -> UNWANTED.stream().anyMatch(keys::startsWith))
        .forEach(keyMap::unbind);
    bind("parley-nothing", () -> true, DIGIT_ARGUMENTS); // or else the digit would be typed
  }

  private void bind(String name, Widget widget, @Nullable String... keys) {
    editor.getWidgets().put(name, widget);
    for (String key : keys) {
      if (key != null) {
        keyMap.bind(new Reference(name), key);
      }
    }
  }

  private @Nullable String capability(Capability key) {
    return KeyMap.key(editor.getTerminal(), key);
  }
}
