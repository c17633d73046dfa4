package io.parley.protocol;

import java.util.Optional;

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
    String text = message.annotatedText().value();
    return message instanceof ServerMessage.Emoted
        ? "* " + message.nickname() + " " + text
        : message.nickname() + ": " + text;
  }

  /** A private message that was said earlier, with its time. */
  public static Text past(ServerMessage.PrivateMessage message) {
    String time = message.kept().map(kept -> "[" + kept.time() + "] ").orElse("");
    return Text.sanitize(
        time + message.from() + " -> " + message.to() + ": " + message.text().value());
  }

  /** One line, such as {@code 37 people have joined, 12 have left}. */
  public static Text format(ServerMessage.PresenceSummary summary) {
    String joined = summary.joined() == 0 ? "" : people(summary.joined()) + " joined";
    String left =
        summary.joined() == 0
            ? people(summary.left()) + " left"
            : summary.left() == 0 ? "" : ", " + summary.left() + have(summary.left()) + " left";
    return Text.sanitize(joined + left);
  }

  private static String people(int count) {
    return count + (count == 1 ? " person" : " people") + have(count);
  }

  private static String have(int count) {
    return count == 1 ? " has" : " have";
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

  /** One line, such as {@code amy sets moderated to on in tea}. */
  public static Text format(ServerMessage.Moderated moderated) {
    return Text.sanitize(
        moderated.nickname()
            + " "
            + moderated.action().toPlainText()
            + " in "
            + moderated.stamp().room());
  }

  /**
   * One line, such as {@code amy corrected: see you at six}; empty for a reaction that was taken
   * back, of which people need not be told.
   */
  public static Optional<Text> format(ServerMessage.Revised revised) {
    ServerMessage.RoomText message = revised.messages().get(0);
    Nickname by = revised.nickname();
    if (revised.revision() instanceof Revision.Reacted reacted) {
      return reacted.added()
          ? Optional.of(
              Text.sanitize(
                  by
                      + " reacts with "
                      + reacted.emoji()
                      + " to "
                      + Citation.of(1, message.nickname(), message.text()).toPlainText()))
          : Optional.empty();
    }
    if (revised.revision() instanceof Revision.Edited) {
      return Optional.of(Text.sanitize(by + " corrected: " + message.text().toSingleLine()));
    }
    int count = revised.messages().size();
    return Optional.of(
        Text.sanitize(
            by
                + " deleted "
                + (count == 1 ? "a message" : count + " messages")
                + (by.isSame(message.nickname()) ? "" : " of " + message.nickname())));
  }

  /** One line that tells of an invitation. */
  public static Text format(ServerMessage.Invited invited) {
    return Text.sanitize(invited.by() + " invites you to " + invited.room());
  }

  /** One line that an operator of the server has written for everybody. */
  public static Text format(ServerMessage.Announced announced) {
    return Text.sanitize(
        "announcement by " + announced.by() + ": " + announced.text().toSingleLine());
  }

  /** One line that tells who has put somebody out of a room; empty if nobody has. */
  public static Optional<Text> kick(ServerMessage.Left left) {
    return left.by()
        .map(
            by ->
                Text.sanitize(
                    by
                        + " kicks "
                        + left.nickname()
                        + " from "
                        + left.stamp().room()
                        + left.reason().map(why -> " (" + why.toSingleLine() + ")").orElse("")));
  }
}
