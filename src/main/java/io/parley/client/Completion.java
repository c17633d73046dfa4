package io.parley.client;

import java.util.List;

/** Completes what is typed. */
public interface Completion {

  /**
   * What the last word may become.
   *
   * @param typed from the begin of the line to the cursor
   * @return whole words, the best first; at most some dozens
   */
  List<String> candidates(String typed);
}
