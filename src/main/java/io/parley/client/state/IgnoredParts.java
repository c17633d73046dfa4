package io.parley.client.state;

import io.parley.protocol.Answer;
import io.parley.protocol.DefaultServerMessageHandler;
import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Removes from a message what ignored users have written or done: their texts live, missed, in the
 * history and in search results, topics that they set, private messages, away notes, invitations,
 * joins and leaves. Empty if nothing is left. The topic of a room stays, as nobody knows who has
 * set it.
 */
final class IgnoredParts extends DefaultServerMessageHandler<Optional<ServerMessage>> {

  /** Dialects without a packet for a new topic send one of these sentences. */
  private static final Pattern TOPIC_NOTICE =
      Pattern.compile(
          "(?:📌 )?(\\S+) (?:has made this the topic of|has taken away the topic of|将房间|取消了房间) .*",
          Pattern.DOTALL);

  /** The answer to a private message. */
  private static final Pattern AWAY_NOTICE = Pattern.compile("(\\S+) is away: .*", Pattern.DOTALL);

  private final IgnoredNicknames ignored;

  IgnoredParts(IgnoredNicknames ignored) {
    this.ignored = ignored;
  }

  /**
   * Somebody who takes an ignored nickname is not yet ignored; somebody who has taken one is, when
   * the next room tells it.
   */
  @Override
  public Optional<ServerMessage> onRenamed(ServerMessage.Renamed renamed) {
    return ignored.contains(renamed.previous()) || ignored.isFollowed(renamed.nickname())
        ? Optional.empty()
        : Optional.of(renamed);
  }

  @Override
  public Optional<ServerMessage> onPrivateMessage(ServerMessage.PrivateMessage message) {
    return unlessIgnored(message.from(), message);
  }

  /** What an ignored person deletes disappears all the same. */
  @Override
  public Optional<ServerMessage> onRevised(ServerMessage.Revised revised) {
    List<ServerMessage.RoomText> visible = visible(revised.messages());
    return visible.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ServerMessage.Revised(
                revised.nickname(), revised.revision(), visible, revised.stamp()));
  }

  @Override
  public Optional<ServerMessage> onInvited(ServerMessage.Invited invited) {
    return unlessIgnored(invited.by(), invited);
  }

  @Override
  public Optional<ServerMessage> onNotice(ServerMessage.Notice notice) {
    String text = notice.text().value();
    Matcher away = AWAY_NOTICE.matcher(text);
    if (away.matches() && isIgnored(away.group(1))) {
      return Optional.of(new ServerMessage.Notice(Text.sanitize(away.group(1) + " is away.")));
    }
    Matcher topic = TOPIC_NOTICE.matcher(text);
    return topic.matches() && isIgnored(topic.group(1)) ? Optional.empty() : Optional.of(notice);
  }

  @Override
  public Optional<ServerMessage> onBacklog(ServerMessage.Backlog backlog) {
    return Optional.of(
        new ServerMessage.Backlog(backlog.room(), backlog.topic(), visible(backlog.messages())));
  }

  @Override
  public Optional<ServerMessage> onAnswered(ServerMessage.Answered answered) {
    Answer answer = answered.answer();
    if (answer instanceof Answer.History history) {
      return answered(new Answer.History(history.room(), visible(history.messages())));
    }
    if (answer instanceof Answer.SearchResults found) {
      return answered(
          new Answer.SearchResults(found.query(), visible(found.messages()), found.searched()));
    }
    if (answer instanceof Answer.Whois whois && ignored.contains(whois.nickname())) {
      return answered(
          new Answer.Whois(
              whois.nickname(),
              whois.rooms(),
              whois.since(),
              whois.away().map(note -> Text.sanitize(""))));
    }
    return onOther(answered);
  }

  @Override
  protected Optional<ServerMessage> onRoomMessage(ServerMessage.RoomMessage event) {
    return unlessIgnored(event.nickname(), event);
  }

  @Override
  protected Optional<ServerMessage> onOther(ServerMessage message) {
    return Optional.of(message);
  }

  private Optional<ServerMessage> unlessIgnored(Nickname author, ServerMessage message) {
    return ignored.contains(author) ? Optional.empty() : Optional.of(message);
  }

  private List<ServerMessage.RoomText> visible(List<ServerMessage.RoomText> messages) {
    return messages.stream().filter(message -> !ignored.contains(message.nickname())).toList();
  }

  private boolean isIgnored(String nickname) {
    return ignored.contains(Nickname.sanitize(nickname));
  }

  private static Optional<ServerMessage> answered(Answer answer) {
    return Optional.of(new ServerMessage.Answered(answer));
  }
}
