package io.parley.connection.rate;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.protocol.Request;
import io.parley.wire.flow.DecodeResult;
import java.util.Optional;

/**
 * Finds the kind of an input; empty for one without a rate, which is the last of its connection.
 */
public final class InputClassifier
    implements DecodeResult.Handler<ClientMessage, Optional<InputKind>>,
        ClientMessage.Handler<Optional<InputKind>>,
        Request.Handler<Optional<InputKind>> {
  public static final InputClassifier INSTANCE = new InputClassifier();

  private static final Optional<InputKind> TEXT = Optional.of(InputKind.TEXTS);
  private static final Optional<InputKind> JOIN = Optional.of(InputKind.JOINS);
  private static final Optional<InputKind> NICKNAME = Optional.of(InputKind.NICKNAMES);
  private static final Optional<InputKind> QUESTION = Optional.of(InputKind.QUESTIONS);
  private static final Optional<InputKind> MALFORMED = Optional.of(InputKind.MALFORMED);

  private InputClassifier() {}

  @Override
  public Optional<InputKind> onMessage(ClientMessage message) {
    return message.accept(this);
  }

  @Override
  public Optional<InputKind> onMalformed(Problem problem) {
    return MALFORMED;
  }

  @Override
  public Optional<InputKind> onUnrecoverable(Problem problem) {
    return Optional.empty();
  }

  @Override
  public Optional<InputKind> onHello(ClientMessage.Hello hello) {
    return NICKNAME;
  }

  @Override
  public Optional<InputKind> onChat(ClientMessage.Chat chat) {
    return TEXT;
  }

  @Override
  public Optional<InputKind> onPrivateMessage(ClientMessage.PrivateMessage message) {
    return TEXT;
  }

  @Override
  public Optional<InputKind> onPing(ClientMessage.Ping ping) {
    return QUESTION;
  }

  @Override
  public Optional<InputKind> onQuit(ClientMessage.Quit quit) {
    return Optional.empty();
  }

  @Override
  public Optional<InputKind> onRequest(ClientMessage.RequestMessage message) {
    return message.request().accept(this);
  }

  @Override
  public Optional<InputKind> onEmote(Request.Emote emote) {
    return TEXT;
  }

  @Override
  public Optional<InputKind> onJoin(Request.Join join) {
    return JOIN;
  }

  @Override
  public Optional<InputKind> onPart(Request.Part part) {
    return JOIN;
  }

  @Override
  public Optional<InputKind> onChangeNickname(Request.ChangeNickname change) {
    return NICKNAME;
  }

  @Override
  public Optional<InputKind> onTopic(Request.Topic topic) {
    return topic.text().isPresent() ? TEXT : QUESTION;
  }

  @Override
  public Optional<InputKind> onAway(Request.Away away) {
    return TEXT;
  }

  @Override
  public Optional<InputKind> onListMembers(Request.ListMembers listMembers) {
    return QUESTION;
  }

  @Override
  public Optional<InputKind> onListRooms(Request.ListRooms listRooms) {
    return QUESTION;
  }

  @Override
  public Optional<InputKind> onWhois(Request.Whois whois) {
    return QUESTION;
  }

  @Override
  public Optional<InputKind> onHistory(Request.History history) {
    return QUESTION;
  }

  @Override
  public Optional<InputKind> onSearch(Request.Search search) {
    return QUESTION;
  }

  @Override
  public Optional<InputKind> onModeration(Request.Moderation moderation) {
    boolean asks =
        moderation instanceof Request.ShowRoom || moderation instanceof Request.ListRestrictions;
    return asks ? QUESTION : TEXT;
  }

  @Override
  public Optional<InputKind> onMessageRequest(Request.MessageRequest request) {
    return TEXT;
  }

  @Override
  public Optional<InputKind> onServerRequest(Request.ServerRequest request) {
    boolean asks =
        request instanceof Request.ListServerBans || request instanceof Request.ShowAudit;
    return asks ? QUESTION : TEXT;
  }

  /** Whatever may be an attempt at a password is as rare as one at a nickname. */
  @Override
  public Optional<InputKind> onAccountRequest(Request.AccountRequest request) {
    boolean isQuestion =
        request instanceof Request.ListSessions
            || request instanceof Request.ListNicknames
            || request instanceof Request.MarkRead
            || request instanceof Request.ListUnread
            || request instanceof Request.Conversation;
    return isQuestion ? QUESTION : NICKNAME;
  }
}
