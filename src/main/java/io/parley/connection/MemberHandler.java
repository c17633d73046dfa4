package io.parley.connection;

import io.parley.access.TimeSpan;
import io.parley.dialect.RegistrationStyle;
import io.parley.history.MessageKind;
import io.parley.history.SearchQuery;
import io.parley.people.NicknameRegistry;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Emoji;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RejectedException;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.room.ChatRoom;
import io.parley.room.HistoryReader;
import io.parley.room.MemberMessage;
import io.parley.room.RoomEvent;
import io.parley.room.RoomRef;
import io.parley.room.RoomRegistry;
import io.parley.wire.flow.TextSize;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;

/**
 * Handles input of a registered peer: checks it and forwards it to the actor that it concerns. Each
 * text and each request gets one answer: a {@link RoomEvent.Delivered}, or for a join or a part the
 * answer of the room.
 */
final class MemberHandler implements InboundHandler, Request.Handler<Behavior<MemberMessage>> {

  /** An action that may reject its input. */
  private final ConnectionState state;

  private final RegistrationStyle.NicknameParser nicknameParser;
  private final ChatServices services;
  private final AccountRequestHandler accountRequests;
  private final ConnectionSettings settings;
  private final OutputBudget budget;

  /**
   * @param budget while it is exceeded, texts are refused; near it, questions and joins are
   */
  MemberHandler(
      ConnectionState state,
      RegistrationStyle.NicknameParser nicknameParser,
      ChatServices services,
      AccountRequestHandler accountRequests,
      ConnectionSettings settings,
      OutputBudget budget) {
    this.state = state;
    this.budget = budget;
    this.nicknameParser = nicknameParser;
    this.services = services;
    this.accountRequests = accountRequests;
    this.settings = settings;
  }

  @Override
  public Behavior<MemberMessage> onMalformed(Problem problem) {
    return state.refuse(problem);
  }

  @Override
  public Behavior<MemberMessage> onUnrecoverable(Problem problem) {
    return state.leave(problem);
  }

  @Override
  public Behavior<MemberMessage> onHello(ClientMessage.Hello hello) {
    return state.refuse(ConnectionProblems.ALREADY_REGISTERED);
  }

  @Override
  public Behavior<MemberMessage> onChat(ClientMessage.Chat chat) {
    try {
      return say(MessageKind.CHAT, Text.parse(chat.text(), settings.maxText()), chat.room());
    } catch (RejectedException e) {
      return state.refuse(e.problem());
    }
  }

  @Override
  public Behavior<MemberMessage> onPrivateMessage(ClientMessage.PrivateMessage message) {
    try {
      Nickname target = Nickname.sanitize(message.target());
      Text text = Text.parse(message.text(), settings.maxText());
      return forwardText(
          services.nicknames(),
          new NicknameRegistry.SendPrivate(target, text, state.connection()),
          text);
    } catch (RejectedException e) {
      return state.refuse(e.problem());
    }
  }

  @Override
  public Behavior<MemberMessage> onPing(ClientMessage.Ping ping) {
    return state.reply(new ServerMessage.Pong());
  }

  @Override
  public Behavior<MemberMessage> onQuit(ClientMessage.Quit quit) {
    return state.quit(quitReason(quit));
  }

  @Override
  public Behavior<MemberMessage> onRequest(ClientMessage.RequestMessage message) {
    return message.request().accept(this);
  }

  @Override
  public Behavior<MemberMessage> onEmote(Request.Emote emote) {
    return replyIfRejected(
        () -> say(MessageKind.EMOTE, Text.parse(emote.text(), settings.maxText()), emote.room()));
  }

  @Override
  public Behavior<MemberMessage> onJoin(Request.Join join) {
    return replyIfRejected(
        () -> {
          RoomName name = RoomName.parse(join.room());
          Optional<RoomRef> joined = rooms().find(name);
          if (joined.isPresent()) {
            rooms().setCurrent(joined.get());
            return ask(joined.get().ref(), join);
          }
          if (rooms().size() >= settings.maxRooms()) {
            throw new RejectedException(ConnectionProblems.tooManyRooms(settings));
          }
          if (budget.isBusy()) {
            throw new RejectedException(ConnectionProblems.SERVER_BUSY);
          }
          return state.join(name, join.key());
        });
  }

  @Override
  public Behavior<MemberMessage> onPart(Request.Part part) {
    return replyIfRejected(
        () -> {
          RoomRef room = rooms().require(part.room());
          room.ref().tell(new ChatRoom.Part(self(), parseReason(part.reason())));
          return state.awaitRoom();
        });
  }

  @Override
  public Behavior<MemberMessage> onChangeNickname(Request.ChangeNickname change) {
    return replyIfRejected(
        () -> {
          Nickname nickname = nicknameParser.parse(change.nickname());
          if (nickname.value().equals(state.session().nickname().value())) {
            return state.reply(
                new ServerMessage.Notice(Text.sanitize("You are " + nickname + " already.")));
          }
          return state.rename(nickname);
        });
  }

  @Override
  public Behavior<MemberMessage> onListMembers(Request.ListMembers listMembers) {
    return replyIfRejected(() -> ask(rooms().require(listMembers.room()).ref(), listMembers));
  }

  @Override
  public Behavior<MemberMessage> onListRooms(Request.ListRooms listRooms) {
    return forward(
        services.rooms(),
        new RoomRegistry.ListRooms(state.session().account(), rooms().names(), self()));
  }

  @Override
  public Behavior<MemberMessage> onTopic(Request.Topic topic) {
    return replyIfRejected(
        () ->
            topic.text().isPresent()
                ? say(MessageKind.TOPIC, parsePossiblyEmpty(topic.text().get()), topic.room())
                : ask(rooms().require(topic.room()).ref(), topic));
  }

  @Override
  public Behavior<MemberMessage> onAway(Request.Away away) {
    return replyIfRejected(
        () -> {
          Text note = parsePossiblyEmpty(away.note().orElse(""));
          return forward(
              services.nicknames(),
              new NicknameRegistry.SetAway(
                  Optional.of(note).filter(text -> !text.value().isEmpty()), state.connection()));
        });
  }

  @Override
  public Behavior<MemberMessage> onWhois(Request.Whois whois) {
    return forward(
        services.nicknames(),
        new NicknameRegistry.Whois(Nickname.sanitize(whois.nickname()), state.connection()));
  }

  @Override
  public Behavior<MemberMessage> onHistory(Request.History history) {
    return replyIfRejected(
        () ->
            forward(
                services.historyReader(),
                new HistoryReader.ReadBefore(
                    rooms().require(history.room()).name(),
                    history.before().orElse(Long.MAX_VALUE),
                    clampLimit(history.limit()),
                    asker())));
  }

  @Override
  public Behavior<MemberMessage> onSearch(Request.Search search) {
    return replyIfRejected(
        () -> {
          Text words = Text.parse(search.query(), settings.maxText());
          SearchQuery query = SearchQuery.parse(words.value(), ZoneOffset.systemDefault());
          requireSearched(query);
          Set<String> names =
              rooms().names().stream().map(RoomName::value).collect(Collectors.toSet());
          return forward(
              services.historyReader(),
              new HistoryReader.Search(
                  words.toSingleLine(), query, names, clampLimit(search.limit()), asker()));
        });
  }

  @Override
  public Behavior<MemberMessage> onModeration(Request.Moderation moderation) {
    return replyIfRejected(
        () -> {
          RoomRef room = rooms().require(moderation.room());
          return moderation instanceof Request.Invite invite
              ? forward(
                  services.nicknames(),
                  new NicknameRegistry.Invite(
                      Nickname.sanitize(invite.nickname()), room.ref(), state.connection()))
              : forward(room.ref(), new ChatRoom.Moderate(moderation, self()));
        });
  }

  /** A room answers those who are in it; the registry of nicknames does all the rest. */
  @Override
  public Behavior<MemberMessage> onServerRequest(Request.ServerRequest request) {
    return replyIfRejected(
        () -> {
          if (request instanceof Request.ShowAudit show && show.room().isPresent()) {
            Optional<RoomRef> joined = rooms().find(RoomName.parse(show.room().get()));
            if (joined.isPresent()) {
              return forward(joined.get().ref(), new ChatRoom.ShowAudit(show.limit(), self()));
            }
          }
          return forward(
              services.nicknames(), new NicknameRegistry.Administer(request, state.connection()));
        });
  }

  @Override
  public Behavior<MemberMessage> onMessageRequest(Request.MessageRequest request) {
    return replyIfRejected(
        () -> {
          ActorRef<ChatRoom.Command> room = rooms().require(request.room()).ref();
          if (request instanceof Request.Reply reply) {
            Text text = Text.parse(reply.text(), settings.maxText());
            return forwardText(room, new ChatRoom.Reply(reply, text, self()), text);
          }
          if (request instanceof Request.Edit edit) {
            Text text = Text.parse(edit.text(), settings.maxText());
            return forwardText(
                room,
                new ChatRoom.Revise(new Request.Edit(edit.id(), text.value(), edit.room()), self()),
                text);
          }
          if (request instanceof Request.React react) {
            Emoji emoji = Emoji.parse(react.emoji());
            return forward(
                room,
                new ChatRoom.Revise(
                    new Request.React(react.id(), emoji.value(), react.added(), react.room()),
                    self()));
          }
          if (request instanceof Request.Purge purge
              && purge.duration().isPresent()
              && TimeSpan.parse(purge.duration().get()).isEmpty()) {
            throw new RejectedException(ConnectionProblems.TIME_INVALID);
          }
          return forward(room, new ChatRoom.Revise(request, self()));
        });
  }

  @Override
  public Behavior<MemberMessage> onAccountRequest(Request.AccountRequest request) {
    return request.accept(accountRequests);
  }

  private Behavior<MemberMessage> replyIfRejected(RejectableAction action) {
    try {
      return action.run();
    } catch (RejectedException e) {
      return state.refuse(e.problem());
    }
  }

  private Behavior<MemberMessage> say(MessageKind kind, Text text, Optional<String> room)
      throws RejectedException {
    return forwardText(rooms().require(room).ref(), new ChatRoom.Say(kind, text, self()), text);
  }

  private Behavior<MemberMessage> ask(
      ActorRef<ChatRoom.Command> room, Request.RoomRequest request) {
    return forward(room, new ChatRoom.Ask(request, self()));
  }

  private <T> Behavior<MemberMessage> forwardText(ActorRef<T> target, T command, Text text) {
    if (budget.isExhausted()) {
      return state.refuse(ConnectionProblems.SERVER_BUSY);
    }
    target.tell(command);
    return state.textForwarded(TextSize.jsonBytes(text.value()));
  }

  private <T> Behavior<MemberMessage> forward(ActorRef<T> target, T command) {
    if (budget.isBusy()) {
      return state.refuse(ConnectionProblems.SERVER_BUSY);
    }
    target.tell(command);
    return state.questionForwarded();
  }

  private ActorRef<RoomEvent> self() {
    return state.self();
  }

  private HistoryReader.Asker asker() {
    return new HistoryReader.Asker(self(), state.answers());
  }

  private JoinedRooms rooms() {
    return state.session().rooms();
  }

  private void requireSearched(SearchQuery query) throws RejectedException {
    if (query.in().isPresent()) {
      RoomName room = RoomName.parse(query.in().get());
      if (rooms().find(room).isEmpty()) {
        throw new RejectedException(ConnectionProblems.notInSearchedRoom(room));
      }
    }
  }

  private Optional<Text> parseReason(Optional<String> reason) throws RejectedException {
    if (reason.isEmpty() || reason.get().isBlank()) {
      return Optional.empty();
    }
    Text text = Text.parse(reason.get(), settings.maxText());
    return Optional.of(Text.sanitize(text.toSingleLine()));
  }

  /** Who quits is not kept because of an invalid reason. */
  private Optional<Text> quitReason(ClientMessage.Quit quit) {
    try {
      return parseReason(quit.reason());
    } catch (RejectedException e) {
      return Optional.empty();
    }
  }

  private Text parsePossiblyEmpty(String raw) throws RejectedException {
    return raw.isEmpty() ? Text.sanitize("") : Text.parse(raw, settings.maxText());
  }

  private int clampLimit(OptionalInt limit) {
    return Math.max(1, Math.min(limit.orElse(settings.maxHistory()), settings.maxHistory()));
  }
}
