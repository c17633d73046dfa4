package io.parley.client.state;

import io.parley.protocol.Answer;
import io.parley.protocol.DefaultServerMessageHandler;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pekko.Done;

/**
 * What stands above a window: the topic of a room, or the away note of a person, as far as the
 * server has told them. Owned by the client's actor.
 */
public final class WindowHeadings {
  /** In characters; no terminal shows more in a row. */
  private static final int MAX_LENGTH = 1000;

  /** The answer to a private message. */
  private static final Pattern AWAY_NOTICE =
      Pattern.compile("(\\S+) is away: (.*)", Pattern.DOTALL);

  private final Map<String, String> topics = new LruMap<>();

  /** Rooms whose topic is from an earlier connection. */
  private final Set<String> staleTopics = new HashSet<>();

  private final Map<String, String> awayNotes = new LruMap<>();

  /** The topics may change meanwhile; they stay until the rooms are joined again. */
  void onConnectionLost() {
    staleTopics.addAll(topics.keySet());
    awayNotes.clear();
  }

  /**
   * Handles a message.
   *
   * @param self a server tells a topic before it confirms the own join
   */
  public void onMessage(ServerMessage message, Nickname self) {
    if (message.isJoinOf(self) && staleTopics.contains(message.stamp().room().key())) {
      removeTopic(message.stamp().room());
    }
    if (message.isLeaveOf(self)) {
      removeTopic(message.stamp().room()); // it may change before the next join
    }
    Done ignored = message.accept(new MessageHandler());
  }

  /** The topic of a room, on one line; empty if it has none, or if it is unknown. */
  Optional<String> topic(RoomName room) {
    return Optional.ofNullable(topics.get(room.key()));
  }

  /** The away note of a person, on one line; empty if they are not away, or if it is unknown. */
  Optional<String> awayNote(Nickname nickname) {
    return Optional.ofNullable(awayNotes.get(nickname.foldedKey()));
  }

  private void setTopic(RoomName room, String topic) {
    staleTopics.remove(room.key());
    if (topic.isBlank()) {
      removeTopic(room);
    } else {
      topics.put(room.key(), shown(topic));
    }
  }

  private void removeTopic(RoomName room) {
    staleTopics.remove(room.key());
    topics.remove(room.key());
  }

  private void setAway(Nickname nickname, Optional<String> note) {
    note.ifPresentOrElse(
        text -> awayNotes.put(nickname.foldedKey(), shown(text)),
        () -> awayNotes.remove(nickname.foldedKey()));
  }

  private static String shown(String text) {
    String line = Text.sanitize(text).toSingleLine().strip();
    return line.codePointCount(0, line.length()) <= MAX_LENGTH
        ? line
        : line.substring(0, line.offsetByCodePoints(0, MAX_LENGTH));
  }

  private final class MessageHandler extends DefaultServerMessageHandler<Done> {

    @Override
    public Done onTopicChanged(ServerMessage.TopicChanged topic) {
      setTopic(topic.stamp().room(), topic.text().value());
      return Done.getInstance();
    }

    @Override
    public Done onNotice(ServerMessage.Notice notice) {
      TopicNotices.read(
          notice.text(), WindowHeadings.this::setTopic, WindowHeadings.this::removeTopic);
      Matcher away = AWAY_NOTICE.matcher(notice.text().value());
      if (away.matches()) {
        setAway(Nickname.sanitize(away.group(1)), Optional.of(away.group(2)));
      }
      return Done.getInstance();
    }

    @Override
    public Done onAnswered(ServerMessage.Answered answered) {
      answered
          .answer(Answer.Topic.class)
          .ifPresent(topic -> setTopic(topic.room(), topic.topic().map(Text::value).orElse("")));
      answered
          .answer(Answer.Whois.class)
          .ifPresent(whois -> setAway(whois.nickname(), whois.away().map(Text::value)));
      return Done.getInstance();
    }

    /** Whoever comes or goes has a new session, which is not away. */
    @Override
    public Done onJoined(ServerMessage.Joined joined) {
      setAway(joined.nickname(), Optional.empty());
      return Done.getInstance();
    }

    @Override
    public Done onLeft(ServerMessage.Left left) {
      setAway(left.nickname(), Optional.empty());
      return Done.getInstance();
    }

    @Override
    public Done onRenamed(ServerMessage.Renamed renamed) {
      Optional.ofNullable(awayNotes.remove(renamed.previous().foldedKey()))
          .ifPresent(note -> awayNotes.put(renamed.nickname().foldedKey(), note));
      return Done.getInstance();
    }

    @Override
    protected Done onOther(ServerMessage message) {
      return Done.getInstance();
    }
  }
}
