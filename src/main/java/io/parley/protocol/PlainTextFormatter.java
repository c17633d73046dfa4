package io.parley.protocol;

/** Formats messages as plain text, for the dialects that have no packet for them. */
public final class PlainTextFormatter {
  private PlainTextFormatter() {}

  /** One line of history, with its time and its room. */
  static Text historyLine(ServerMessage.RoomText message) {
    Stamp stamp = message.stamp();
    return Text.sanitize("[" + stamp.time() + " " + stamp.room() + "] " + lineOf(message));
  }

  private static String lineOf(ServerMessage.RoomText message) {
    if (message instanceof ServerMessage.TopicChanged topic) {
      return format(topic).value();
    }
    String text = message.text().value();
    return message instanceof ServerMessage.Emoted
        ? "* " + message.nickname() + " " + text
        : message.nickname() + ": " + text;
  }

  /** One line that announces a new topic. */
  public static Text format(ServerMessage.TopicChanged topic) {
    RoomName room = topic.stamp().room();
    return Text.sanitize(
        topic.text().value().isEmpty()
            ? topic.nickname() + " has taken away the topic of " + room
            : topic.nickname()
                + " has made this the topic of "
                + room
                + ": "
                + topic.text().toSingleLine());
  }
}
