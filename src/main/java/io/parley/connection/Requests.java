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
import io.parley.room.Historian;
import io.parley.room.Place;
import io.parley.room.Question;
import io.parley.room.RoomEvent;
import io.parley.room.Rooms;
import io.parley.room.Sayings;
import io.parley.room.Venue;
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
 * {@link RoomEvent.Heard} brings, and a room by letting one in or out.
 */
final class Requests implements Request.Handler<Next> {

  /** What the requests of a connection need of it. */
  interface Asker {
    Places places();

    Nickname nickname();

    /** Where answers go. */
    ActorRef<RoomEvent> self();

    /** Where the historian answers, and what is made of that. */
    ActorRef<Historian.Read> reader(Function<List<StoredMessage>, Answer> answer);

    /** The request was passed on, and its answer will come; reading goes on. */
    Next passedOn();

    /** Reading waits until a room has let it in or out. */
    Next waitForRoom();

    /** Answers at once, and goes on. */
    Next hear(ServerMessage message);
  }

  /** Does something that a request may be refused for. */
  private interface Attempt {
    Next run() throws RejectedException;
  }

  private final Asker asker;
  private final Venue venue;
  private final ConnectionSettings settings;

  Requests(Asker asker, Venue venue, ConnectionSettings settings) {
    this.asker = asker;
    this.venue = venue;
    this.settings = settings;
  }

  @Override
  public Next onEmote(Request.Emote emote) {
    return attempt(
        () -> {
          Text text = Text.parse(emote.text(), settings.maxText());
          return toRoom(here(), new ChatRoom.Say(MessageKind.EMOTE, text, asker.self()));
        });
  }

  @Override
  public Next onEnter(Request.Enter enter) {
    return attempt(
        () -> {
          RoomName room = RoomName.parse(enter.room());
          Optional<Place> known = asker.places().find(room);
          if (known.isPresent()) {
            asker.places().talkIn(known.get());
            return ask(known.get().room(), new Question.Entered());
          }
          if (asker.places().size() >= settings.maxRooms()) {
            throw new RejectedException(Problems.tooManyRooms(settings));
          }
          venue.rooms().tell(new Rooms.Enter(room, asker.nickname(), asker.self()));
          return asker.waitForRoom();
        });
  }

  @Override
  public Next onExit(Request.Exit exit) {
    return attempt(
        () -> {
          Place place = place(exit.room());
          if (place.name().equals(RoomName.LOBBY)) {
            throw new RejectedException(Problems.LOBBY_STAYS);
          }
          place.room().tell(new ChatRoom.Exit(asker.self()));
          return asker.waitForRoom();
        });
  }

  @Override
  public Next onNames(Request.Names names) {
    return attempt(() -> ask(place(names.room()).room(), new Question.Names()));
  }

  @Override
  public Next onRooms(Request.Rooms rooms) {
    venue.rooms().tell(new Rooms.Tell(asker.self()));
    return asker.passedOn();
  }

  @Override
  public Next onTopic(Request.Topic topic) {
    return attempt(
        () -> {
          if (topic.text().isEmpty()) {
            return ask(here().room(), new Question.Topic());
          }
          Text text = optionalText(topic.text().get());
          return toRoom(here(), new ChatRoom.Say(MessageKind.TOPIC, text, asker.self()));
        });
  }

  @Override
  public Next onAway(Request.Away away) {
    return attempt(
        () -> {
          Text note = optionalText(away.note().orElse(""));
          return ask(
              venue.lobby(),
              new Question.Away(Optional.of(note).filter(text -> !text.value().isEmpty())));
        });
  }

  @Override
  public Next onWhois(Request.Whois whois) {
    return ask(venue.lobby(), new Question.Whois(Nickname.foreign(whois.nickname())));
  }

  @Override
  public Next onPast(Request.Past past) {
    return attempt(
        () -> {
          RoomName room = place(past.room()).name();
          venue
              .historian()
              .tell(
                  new Historian.Past(
                      room.value(),
                      past.before().orElse(Long.MAX_VALUE),
                      limit(past.limit()),
                      asker.reader(entries -> new Answer.Past(room, messages(entries)))));
          return asker.passedOn();
        });
  }

  @Override
  public Next onSearch(Request.Search search) {
    return attempt(
        () -> {
          Text words = Text.parse(search.words(), settings.maxText());
          Set<String> rooms =
              asker.places().names().stream().map(RoomName::value).collect(Collectors.toSet());
          venue
              .historian()
              .tell(
                  new Historian.Search(
                      SearchQuery.parse(words.value(), ZoneOffset.systemDefault()),
                      rooms,
                      limit(search.limit()),
                      asker.reader(
                          entries -> new Answer.Found(words.oneLine(), messages(entries)))));
          return asker.passedOn();
        });
  }

  private Next attempt(Attempt attempt) {
    try {
      return attempt.run();
    } catch (RejectedException e) {
      return asker.hear(new ServerMessage.Refused(e.problem()));
    }
  }

  private Next toRoom(Place place, ChatRoom.Command command) {
    place.room().tell(command);
    return asker.passedOn();
  }

  private Next ask(ActorRef<ChatRoom.Command> room, Question question) {
    room.tell(new ChatRoom.Ask(question, asker.self()));
    return asker.passedOn();
  }

  private Place here() throws RejectedException {
    return asker.places().current().orElseThrow(() -> new RejectedException(Problems.NOWHERE));
  }

  private Place place(Optional<String> room) throws RejectedException {
    if (room.isEmpty()) {
      return here();
    }
    RoomName name = RoomName.parse(room.get());
    return asker.places().find(name).orElseThrow(() -> new RejectedException(Problems.notIn(name)));
  }

  /** A text that may be empty. */
  private Text optionalText(String raw) throws RejectedException {
    return raw.isEmpty() ? Text.clean("") : Text.parse(raw, settings.maxText());
  }

  private int limit(OptionalInt asked) {
    return Math.max(1, Math.min(asked.orElse(settings.maxPast()), settings.maxPast()));
  }

  private static List<ServerMessage> messages(List<StoredMessage> entries) {
    return entries.stream().map(Sayings::message).toList();
  }
}
