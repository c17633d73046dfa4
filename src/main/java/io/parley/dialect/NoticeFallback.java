package io.parley.dialect;

import io.parley.protocol.PlainTextFormatter;
import io.parley.protocol.ServerMessage;
import java.util.stream.Stream;

/**
 * Writes topics, renames, answers and the backlog as notices, joins, leaves and chat, for dialects
 * that have no packets for them.
 *
 * @param <R> the output for one message
 */
public interface NoticeFallback<R> extends ServerMessage.Handler<R> {

  /** The output of several messages, in order; that of none is empty. */
  R concat(Stream<R> outputs);

  /** Whether the backlog is sent as if it were said now (parley.wire.replay-history). */
  boolean replaysHistory();

  @Override
  default R onTopicChanged(ServerMessage.TopicChanged topic) {
    return onNotice(new ServerMessage.Notice(PlainTextFormatter.format(topic)));
  }

  /** A dialect without a packet for it tells a leave and a join. */
  @Override
  default R onRenamed(ServerMessage.Renamed renamed) {
    return concat(
        Stream.of(
            onLeft(new ServerMessage.Left(renamed.previous(), renamed.stamp())),
            onJoined(new ServerMessage.Joined(renamed.nickname(), renamed.stamp()))));
  }

  /** Tells who has put somebody out of a room; nothing if nobody has. */
  default R kickNotice(ServerMessage.Left left) {
    return concat(
        PlainTextFormatter.kick(left).stream()
            .map(text -> onNotice(new ServerMessage.Notice(text))));
  }

  @Override
  default R onModerated(ServerMessage.Moderated moderated) {
    return onNotice(new ServerMessage.Notice(PlainTextFormatter.format(moderated)));
  }

  @Override
  default R onRevised(ServerMessage.Revised revised) {
    return concat(
        PlainTextFormatter.format(revised).stream()
            .map(text -> onNotice(new ServerMessage.Notice(text))));
  }

  @Override
  default R onInvited(ServerMessage.Invited invited) {
    return onNotice(new ServerMessage.Notice(PlainTextFormatter.format(invited)));
  }

  @Override
  default R onAnnounced(ServerMessage.Announced announced) {
    return onNotice(new ServerMessage.Notice(PlainTextFormatter.format(announced)));
  }

  @Override
  default R onPresenceSummary(ServerMessage.PresenceSummary summary) {
    return onNotice(new ServerMessage.Notice(PlainTextFormatter.format(summary)));
  }

  @Override
  default R onAnswered(ServerMessage.Answered answered) {
    return concat(
        answered.answer().toPlainText().stream()
            .map(text -> onNotice(new ServerMessage.Notice(text))));
  }

  @Override
  default R onBacklog(ServerMessage.Backlog backlog) {
    return replaysHistory()
        ? concat(backlog.messages().stream().map(message -> message.accept(this)))
        : concat(Stream.empty());
  }

  /** A private message that was said earlier, with its time. */
  default R pastMessage(ServerMessage.PrivateMessage message) {
    return onNotice(new ServerMessage.Notice(PlainTextFormatter.past(message)));
  }

  /** Nobody needs to be told of it by a dialect without a packet for it. */
  @Override
  default R onMarkedRead(ServerMessage.MarkedRead marked) {
    return concat(Stream.empty());
  }
}
