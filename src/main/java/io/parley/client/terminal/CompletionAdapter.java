package io.parley.client.terminal;

import io.parley.client.screen.CompletionSource;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** What may follow what is typed, for the editor, which is told to keep its order. */
record CompletionAdapter(CompletionSource source) implements Completer {
  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    source
        .candidates(line.line().substring(0, line.cursor()))
        .forEach(word -> candidates.add(candidate(word, candidates.size() + 1)));
  }

  private static Candidate candidate(String word, int place) {
    return new Candidate(word, word, null, null, null, null, true, place);
  }
}
