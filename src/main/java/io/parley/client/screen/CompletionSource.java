package io.parley.client.screen;

import java.util.List;

/** Completes the input line. */
public interface CompletionSource {

  /**
   * Completes the word before the cursor.
   *
   * @param typed the text before the cursor
   * @return all candidates as whole words, the best first
   */
  List<String> candidates(String typed);
}
