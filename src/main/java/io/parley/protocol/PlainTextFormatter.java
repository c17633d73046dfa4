package io.parley.protocol;

/** What was said, in words: for those who have no packet for it. */
public final class PlainTextFormatter {
  private PlainTextFormatter() {}

  /** A line of the past. */
  static Text format(ServerMessage message) {
    if (message instanceof ServerMessage.Chatted chatted) {
      return historyLine(chatted.stamp(), chatted.nickname() + ": " + chatted.text().value());
    }
    if (message instanceof ServerMessage.Emoted emoted) {
      return historyLine(emoted.stamp(), "* " + emoted.nickname() + " " + emoted.text().value());
    }
    if (message instanceof ServerMessage.TopicChanged topic) {
      return historyLine(topic.stamp(), format(topic).value());
    }
    throw new IllegalArgumentException("this is not kept: " + message);
  }

  /** That somebody has said what a room is about. */
  public static Text format(ServerMessage.TopicChanged topic) {
    String about =
        topic.topic().value().isEmpty()
            ? topic.nickname() + " has taken away the topic of " + topic.stamp().room()
            : topic.nickname()
                + " has made this the topic of "
                + topic.stamp().room()
                + ": "
                + topic.topic().toSingleLine();
    return Text.sanitize(about);
  }

  private static Text historyLine(Stamp stamp, String what) {
    return Text.sanitize("[" + stamp.time() + " " + stamp.room() + "] " + what);
  }
}
