package io.parley.protocol;

/**
 * A handler of a few kinds of messages, which treats all others alike. A new kind of message is
 * then no compile error: extend this class only where {@link #onOther} is right for a message that
 * does not exist yet, and implement {@link ServerMessage.Handler} elsewhere.
 */
public abstract class DefaultServerMessageHandler<R> implements ServerMessage.Handler<R> {

  /** Handles a message whose own method is not overridden. */
  protected abstract R onOther(ServerMessage message);

  /** Handles an event of a room whose own method is not overridden. */
  protected R onRoomMessage(ServerMessage.RoomMessage event) {
    return onOther(event);
  }

  @Override
  public R onNicknameRequested(ServerMessage.NicknameRequested requested) {
    return onOther(requested);
  }

  @Override
  public R onPasswordRequested(ServerMessage.PasswordRequested requested) {
    return onOther(requested);
  }

  @Override
  public R onWelcomed(ServerMessage.Welcomed welcomed) {
    return onOther(welcomed);
  }

  @Override
  public R onMemberList(ServerMessage.MemberList list) {
    return onOther(list);
  }

  @Override
  public R onJoined(ServerMessage.Joined joined) {
    return onRoomMessage(joined);
  }

  @Override
  public R onLeft(ServerMessage.Left left) {
    return onRoomMessage(left);
  }

  @Override
  public R onRenamed(ServerMessage.Renamed renamed) {
    return onRoomMessage(renamed);
  }

  @Override
  public R onChatted(ServerMessage.Chatted chatted) {
    return onRoomMessage(chatted);
  }

  @Override
  public R onEmoted(ServerMessage.Emoted emoted) {
    return onRoomMessage(emoted);
  }

  @Override
  public R onTopicChanged(ServerMessage.TopicChanged topic) {
    return onRoomMessage(topic);
  }

  @Override
  public R onModerated(ServerMessage.Moderated moderated) {
    return onRoomMessage(moderated);
  }

  @Override
  public R onRevised(ServerMessage.Revised revised) {
    return onRoomMessage(revised);
  }

  @Override
  public R onInvited(ServerMessage.Invited invited) {
    return onOther(invited);
  }

  @Override
  public R onAnnounced(ServerMessage.Announced announced) {
    return onOther(announced);
  }

  @Override
  public R onPrivateMessage(ServerMessage.PrivateMessage message) {
    return onOther(message);
  }

  @Override
  public R onPresenceSummary(ServerMessage.PresenceSummary summary) {
    return onOther(summary);
  }

  @Override
  public R onNotice(ServerMessage.Notice notice) {
    return onOther(notice);
  }

  @Override
  public R onRefused(ServerMessage.Refused refused) {
    return onOther(refused);
  }

  @Override
  public R onPong(ServerMessage.Pong pong) {
    return onOther(pong);
  }

  @Override
  public R onGoodbye(ServerMessage.Goodbye goodbye) {
    return onOther(goodbye);
  }

  @Override
  public R onAnswered(ServerMessage.Answered answered) {
    return onOther(answered);
  }

  @Override
  public R onBacklog(ServerMessage.Backlog backlog) {
    return onOther(backlog);
  }

  @Override
  public R onMarkedRead(ServerMessage.MarkedRead marked) {
    return onOther(marked);
  }
}
