package io.parley.client.terminal;

import org.jline.terminal.Terminal;
import org.jline.utils.Display;

/**
 * The rows of a whole terminal, none of which goes on in the next. After a full row the cursor goes
 * back to where it began: many terminals keep it in the last column until then, and whatever is
 * cleared behind the row would be its last character.
 */
final class Rows extends Display {
  Rows(Terminal terminal) {
    super(terminal, true);
  }

  @Override
  public void resize(int rows, int columns) {
    super.resize(rows, columns);
    if (delayedWrapAtEol) {
      delayedWrapAtEol = false;
      wrapAtEol = false;
    }
  }
}
