package io.parley.connection;

import io.parley.history.MessageKind;
import io.parley.history.SearchQuery;
import io.parley.history.StoredMessage;
import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.RejectedException;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.room.ChatRoom;
import io.parley.room.HistoryMapping;
import io.parley.room.HistoryReader;
import io.parley.room.RoomActors;
import io.parley.room.RoomEvent;
import io.parley.room.RoomQuery;
import io.parley.room.RoomRef;
import io.parley.room.RoomRegistry;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What a member asks for, passed on to whom it concerns. Each request is answered once: by what
 * {@link RoomEvent.Delivered} brings, and a room by letting one in or out.
 */
final class MemberRequestHandler implements Request.Handler<HandlerResult> {

  /** What the requests of a connection need of it. */
  interface RequestContext {
    JoinedRooms joinedRooms();

    Nickname nickname();

    /** Where answers go. */
    ActorRef<RoomEvent> self();

    /** Where the historian answers, and what is made of that. */
    ActorRef<HistoryReader.ReadResult> historyReplyTo(Function<List<StoredMessage>, Answer> answer);

    /** The request was passed on, and its answer will come; reading goes on. */
    HandlerResult requestForwarded();

    /** Reading waits until a room has let it in or out. */
    HandlerResult awaitRoom();

    /** Answers at once, and goes on. */
    HandlerResult reply(ServerMessage message);
  }

  /** Does something that a request may be refused for. */
  private interface RejectableAction {
    HandlerResult run() throws RejectedException;
  }

  private final RequestContext requestContext;
  private final RoomActors roomActors;
  private final ConnectionSettings settings;

  MemberRequestHandler(RequestContext asker, RoomActors venue, ConnectionSettings settings) {
    this.requestContext = asker;
    this.roomActors = venue;
    this.settings = settings;
  }

  @Override
  public HandlerResult onEmote(Request.Emote emote) {
    return replyIfRejected(
        () -> {
          Text text = Text.parse(emote.text(), settings.maxText());
          return sendToRoom(
              currentRoom(), new ChatRoom.Say(MessageKind.EMOTE, text, requestContext.self()));
        });
  }

  @Override
  public HandlerResult onJoin(Request.Join enter) {
    return replyIfRejected(
        () -> {
          RoomName room = RoomName.parse(enter.room());
          Optional<RoomRef> known = requestContext.joinedRooms().find(room);
          if (known.isPresent()) {
            requestContext.joinedRooms().setCurrent(known.get());
            return query(known.get().ref(), new RoomQuery.ConfirmMembership());
          }
          if (requestContext.joinedRooms().size() >= settings.maxRooms()) {
            throw new RejectedException(ConnectionProblems.tooManyRooms(settings));
          }
          roomActors
              .registry()
              .tell(new RoomRegistry.Join(room, requestContext.nickname(), requestContext.self()));
          return requestContext.awaitRoom();
        });
  }

  @Override
  public HandlerResult onPart(Request.Part exit) {
    return replyIfRejected(
        () -> {
          RoomRef place = requireRoom(exit.room());
          if (place.name().equals(RoomName.LOBBY)) {
            throw new RejectedException(ConnectionProblems.CANNOT_LEAVE_LOBBY);
          }
          place.ref().tell(new ChatRoom.Part(requestContext.self()));
          return requestContext.awaitRoom();
        });
  }

  @Override
  public HandlerResult onListMembers(Request.ListMembers names) {
    return replyIfRejected(
        () -> query(requireRoom(names.room()).ref(), new RoomQuery.ListMembers()));
  }

  @Override
  public HandlerResult onListRooms(Request.ListRooms rooms) {
    roomActors.registry().tell(new RoomRegistry.ListRooms(requestContext.self()));
    return requestContext.requestForwarded();
  }

  @Override
  public HandlerResult onTopic(Request.Topic topic) {
    return replyIfRejected(
        () -> {
          if (topic.text().isEmpty()) {
            return query(currentRoom().ref(), new RoomQuery.Topic());
          }
          Text text = parseOptionalText(topic.text().get());
          return sendToRoom(
              currentRoom(), new ChatRoom.Say(MessageKind.TOPIC, text, requestContext.self()));
        });
  }

  @Override
  public HandlerResult onAway(Request.Away away) {
    return replyIfRejected(
        () -> {
          Text note = parseOptionalText(away.note().orElse(""));
          return query(
              roomActors.lobby(),
              new RoomQuery.Away(Optional.of(note).filter(text -> !text.value().isEmpty())));
        });
  }

  @Override
  public HandlerResult onWhois(Request.Whois whois) {
    return query(roomActors.lobby(), new RoomQuery.Whois(Nickname.sanitize(whois.nickname())));
  }

  @Override
  public HandlerResult onHistory(Request.History past) {
    return replyIfRejected(
        () -> {
          RoomName room = requireRoom(past.room()).name();
          roomActors
              .historyReader()
              .tell(
                  new HistoryReader.ReadBefore(
                      room.value(),
                      past.before().orElse(Long.MAX_VALUE),
                      clampLimit(past.limit()),
                      requestContext.historyReplyTo(
                          entries -> new Answer.History(room, toServerMessages(entries)))));
          return requestContext.requestForwarded();
        });
  }

  @Override
  public HandlerResult onSearch(Request.Search search) {
    return replyIfRejected(
        () -> {
          Text words = Text.parse(search.query(), settings.maxText());
          Set<String> rooms =
              requestContext.joinedRooms().names().stream()
                  .map(RoomName::value)
                  .collect(Collectors.toSet());
          roomActors
              .historyReader()
              .tell(
                  new HistoryReader.Search(
                      SearchQuery.parse(words.value(), ZoneOffset.systemDefault()),
                      rooms,
                      clampLimit(search.limit()),
                      requestContext.historyReplyTo(
                          entries ->
                              new Answer.SearchResults(
                                  words.toSingleLine(), toServerMessages(entries)))));
          return requestContext.requestForwarded();
        });
  }

  private HandlerResult replyIfRejected(RejectableAction attempt) {
    try {
      return attempt.run();
    } catch (RejectedException e) {
      return requestContext.reply(new ServerMessage.Refused(e.problem()));
    }
  }

  private HandlerResult sendToRoom(RoomRef place, ChatRoom.Command command) {
    place.ref().tell(command);
    return requestContext.requestForwarded();
  }

  private HandlerResult query(ActorRef<ChatRoom.Command> room, RoomQuery question) {
    room.tell(new ChatRoom.Query(question, requestContext.self()));
    return requestContext.requestForwarded();
  }

  private RoomRef currentRoom() throws RejectedException {
    return requestContext
        .joinedRooms()
        .current()
        .orElseThrow(() -> new RejectedException(ConnectionProblems.NOT_IN_ANY_ROOM));
  }

  private RoomRef requireRoom(Optional<String> room) throws RejectedException {
    if (room.isEmpty()) {
      return currentRoom();
    }
    RoomName name = RoomName.parse(room.get());
    return requestContext
        .joinedRooms()
        .find(name)
        .orElseThrow(() -> new RejectedException(ConnectionProblems.notInRoom(name)));
  }

  /** A text that may be empty. */
  private Text parseOptionalText(String raw) throws RejectedException {
    return raw.isEmpty() ? Text.sanitize("") : Text.parse(raw, settings.maxText());
  }

  private int clampLimit(OptionalInt asked) {
    return Math.max(1, Math.min(asked.orElse(settings.maxHistory()), settings.maxHistory()));
  }

  private static List<ServerMessage.RoomText> toServerMessages(List<StoredMessage> entries) {
    return entries.stream().map(HistoryMapping::toServerMessage).toList();
  }
}
