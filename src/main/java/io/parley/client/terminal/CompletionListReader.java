package io.parley.client.terminal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;
import org.jline.reader.Candidate;
import org.jline.reader.LineReader;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jspecify.annotations.Nullable;

/**
 * JLine's editor, which lists what may be meant in the rows that a picture has for it. By itself it
 * asks whether to list what is long, and writes that over all the rest.
 */
class CompletionListReader extends LineReaderImpl {
  /** Fewer rows than there can be, so that the editor does nothing about them. */
  private static final int ALWAYS_FITS = Integer.MIN_VALUE;

  CompletionListReader(Terminal terminal) {
    super(terminal, "parley", new HashMap<>());
    setVariable(LineReader.LIST_MAX, 0); // it need not ask
  }

  @Override
  protected PostResult toColumns(
      List<Object> groups,
      @Nullable Candidate chosen,
      String begun,
      Function<String, Integer> width,
      int columns,
      boolean rowsFirst) {
    List<Candidate> all = candidates(groups);
    if (all.isEmpty()) {
      return new PostResult(AttributedString.EMPTY, ALWAYS_FITS, 0, 1);
    }
    CompletionMenu choices =
        new CompletionMenu(all.stream().map(Candidate::displ).toList(), columns, availableRows());
    int place = chosen == null ? -1 : all.indexOf(chosen);
    AttributedString page = choices.page(place, (i, word) -> styled(word, begun, i == place));
    return new PostResult(page, ALWAYS_FITS, 0, choices.columns());
  }

  /** Half of the rows are for what happens. */
  private int availableRows() {
    AttributedString typed =
        AttributedStringBuilder.append(prompt, getHighlighter().highlight(this, buf.toString()));
    return size.getRows() / 2 - typed.columnSplitLength(size.getColumns(), false, true).size();
  }

  private AttributedString styled(String word, String begun, boolean chosen) {
    AttributedStringBuilder look = new AttributedStringBuilder();
    if (chosen) {
      return look.styled(getCompletionStyleSelection(false), word).toAttributedString();
    }
    int end = word.regionMatches(true, 0, begun, 0, begun.length()) ? begun.length() : 0;
    return look.styled(getCompletionStyleStarting(false), word.substring(0, end))
        .append(word.substring(end))
        .toAttributedString();
  }

  private static List<Candidate> candidates(List<Object> groups) {
    List<Candidate> all = new ArrayList<>();
    for (Object group : groups) {
      if (group instanceof List<?> list) {
        list.stream().map(Candidate.class::cast).forEach(all::add);
      }
    }
    return all;
  }
}
