package io.parley.client.terminal.jline;

import java.util.List;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Splits a line at spaces. Quotes and backslashes are text in a chat. */
final class WordParser implements Parser {

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    String typed = line.substring(0, Math.min(cursor, line.length()));
    return new ParsedInput(line, cursor, typed.substring(typed.lastIndexOf(' ') + 1));
  }

  /** The word before the cursor. */
  private record ParsedInput(String line, int cursor, String word) implements ParsedLine {
    @Override
    public int wordCursor() {
      return word.length();
    }

    @Override
    public int wordIndex() {
      return 0;
    }

    @Override
    public List<String> words() {
      return List.of(word);
    }
  }
}
