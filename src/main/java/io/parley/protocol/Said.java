package io.parley.protocol;

/** What was said, in words: for those who have no packet for it. */
public final class Said {
  private Said() {}

  /** A line of the past. */
  static Text inWords(ServerMessage message) {
    if (message instanceof ServerMessage.Chatted chatted) {
      return line(chatted.stamp(), chatted.nickname() + ": " + chatted.text().value());
    }
    if (message instanceof ServerMessage.Emoted emoted) {
      return line(emoted.stamp(), "* " + emoted.nickname() + " " + emoted.text().value());
    }
    if (message instanceof ServerMessage.TopicSet topic) {
      return line(topic.stamp(), inWords(topic).value());
    }
    throw new IllegalArgumentException("this is not kept: " + message);
  }

  /** That somebody has said what a room is about. */
  public static Text inWords(ServerMessage.TopicSet topic) {
    String about =
        topic.topic().value().isEmpty()
            ? topic.nickname() + " has taken away the topic of " + topic.stamp().room()
            : topic.nickname()
                + " has made this the topic of "
                + topic.stamp().room()
                + ": "
                + topic.topic().oneLine();
    return Text.clean(about);
  }

  private static Text line(Stamp stamp, String what) {
    return Text.clean("[" + stamp.time() + " " + stamp.room() + "] " + what);
  }
}
