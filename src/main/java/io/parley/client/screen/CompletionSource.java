package io.parley.client.screen;

import java.util.List;

/** Completes what is typed. */
public interface CompletionSource {

  /**
   * What the last word may become.
   *
   * @param typed from the begin of the line to the cursor
   * @return all the whole words that it may, the best first
   */
  List<String> candidates(String typed);
}
