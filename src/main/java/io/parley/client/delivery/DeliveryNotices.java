package io.parley.client.delivery;

import java.util.ArrayList;
import java.util.List;

/** The notices about texts that may not have arrived. */
public final class DeliveryNotices {
  private static final int MAX_LISTED = 10;

  private DeliveryNotices() {}

  /** Lines about texts that may or may not have arrived. */
  public static List<String> doubtful(List<OutgoingMessage> texts) {
    return describe(texts, "this may not have arrived: ");
  }

  /** Lines about texts that waited and were not sent. */
  public static List<String> unsent(List<OutgoingMessage> texts) {
    return describe(texts, "this was not sent: ");
  }

  private static List<String> describe(List<OutgoingMessage> texts, String prefix) {
    List<String> lines = new ArrayList<>();
    texts.stream()
        .limit(MAX_LISTED)
        .forEach(text -> lines.add(prefix + text.text().toSingleLine()));
    if (texts.size() > MAX_LISTED) {
      lines.add("the same applies to " + (texts.size() - MAX_LISTED) + " later lines");
    }
    return lines;
  }
}
