package io.parley.room;

import io.parley.history.NewMessage;
import io.parley.history.StoredMessage;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.TextSize;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * The events of a room that are delivered together, in their order. Most members get all of them,
 * as one shared object; the others have a {@link MemberView}. The actor of the room owns it.
 */
final class PendingBatch {
  private static final int EVENT_WEIGHT = 64; // about the bytes of a join on the wire

  private final List<ServerMessage> events = new ArrayList<>();
  private final List<Integer> textIndexes = new ArrayList<>();
  private final List<NewMessage> newMessages = new ArrayList<>();
  private final Map<Member<ActorRef<RoomEvent>>, MemberView> views =
      new HashMap<>(); // members are compared by identity
  private long weight;
  private long directWeight;

  /** Adds an event that is not stored. */
  void add(ServerMessage event) {
    events.add(event);
    weight += EVENT_WEIGHT;
  }

  /** Adds a text, which is delivered after it is stored. */
  void add(ServerMessage.RoomText text, NewMessage message) {
    textIndexes.add(events.size());
    newMessages.add(message);
    add(text);
    weight += TextSize.jsonBytes(message.text());
  }

  /** The last event is a text of this member. */
  void addOwn(Member<ActorRef<RoomEvent>> member) {
    viewOf(member).addOwn(events.size() - 1);
  }

  /** The member gets only the events that are added from now on. */
  void startView(Member<ActorRef<RoomEvent>> member) {
    viewOf(member).startAt(events.size());
  }

  /** The member does not get so many events that are added from now on. */
  void skipNext(Member<ActorRef<RoomEvent>> member, int count) {
    viewOf(member).skip(events.size(), count);
  }

  /** The member gets no event that is added from now on. */
  void endView(Member<ActorRef<RoomEvent>> member) {
    viewOf(member).endAt(events.size());
  }

  /** The same for a member that has left the room. */
  void endViewOfFormerMember(Member<ActorRef<RoomEvent>> member) {
    endView(member);
    viewOf(member).setFormerMember();
  }

  /** Adds an event for one member only. */
  void addDirect(Member<ActorRef<RoomEvent>> member, RoomEvent event) {
    viewOf(member).addDirect(events.size(), event);
    directWeight += EVENT_WEIGHT + textBytes(event);
  }

  /** Adds the backlog for one new member. */
  void addBacklog(Member<ActorRef<RoomEvent>> member) {
    viewOf(member).addBacklog(events.size());
  }

  /** The events that end the membership of a member and are not delivered yet. */
  Map<Member<ActorRef<RoomEvent>>, RoomEvent> farewells() {
    Map<Member<ActorRef<RoomEvent>>, RoomEvent> farewells = new LinkedHashMap<>();
    views.forEach(
        (member, view) -> view.farewell().ifPresent(event -> farewells.put(member, event)));
    return farewells;
  }

  /** Adds the renames to another batch, in their order. */
  void copyRenamesTo(PendingBatch next) {
    events.stream().filter(ServerMessage.Renamed.class::isInstance).forEach(next::add);
    views.forEach((member, view) -> view.renames().forEach(event -> next.addDirect(member, event)));
  }

  /** About the encoded size of all events, in bytes. */
  long weight() {
    return weight;
  }

  /** About the memory of all events, those for one member included, in bytes. */
  long memory() {
    return weight + directWeight;
  }

  private static int textBytes(RoomEvent event) {
    return event instanceof RoomEvent.Delivered delivered
        ? delivered.batch().messages().stream()
            .flatMap(message -> message.userMessage().stream())
            .mapToInt(message -> TextSize.jsonBytes(message.text().value()))
            .sum()
        : 0;
  }

  /** The number of events that all members get. */
  int size() {
    return events.size();
  }

  boolean isEmpty() {
    return events.isEmpty() && views.isEmpty();
  }

  /** The texts to store before the delivery. */
  List<NewMessage> newMessages() {
    return newMessages;
  }

  /**
   * Sets the ids of the texts.
   *
   * @throws IllegalStateException unless there is one stored message for each text
   */
  void assignIds(List<StoredMessage> stored) {
    if (stored.size() != textIndexes.size()) {
      throw new IllegalStateException(
          textIndexes.size() + " messages to store, but " + stored.size() + " are stored");
    }
    for (int i = 0; i < stored.size(); i++) {
      int index = textIndexes.get(i);
      events.set(index, text(index).withId(stored.get(i).id()));
    }
  }

  /** The texts, oldest first. */
  List<ServerMessage.RoomText> texts() {
    return textsBefore(events.size());
  }

  /** The id of the last text; empty if there is no text with an id. */
  OptionalLong lastId() {
    return textIndexes.isEmpty()
        ? OptionalLong.empty()
        : text(textIndexes.get(textIndexes.size() - 1)).stamp().id();
  }

  /**
   * Sends all members their events. The time depends on the number of members only if there are
   * events for all of them.
   *
   * @param recentHistory the texts that were delivered before this batch
   * @param lastId the id of the last text that the members have then
   */
  void deliver(Roster<ActorRef<RoomEvent>> roster, RecentHistory recentHistory, long lastId) {
    Batch<ServerMessage> batch = Batch.copyOf(events);
    views.forEach(
        (member, view) -> {
          boolean isMember = roster.contains(member);
          if (isMember || view.isFormerMember()) {
            view.deliver(member, batch, index -> recentHistory.backlog(textsBefore(index)));
          }
          if (isMember) {
            member.setLastSeenId(lastId);
          }
        });
    if (events.isEmpty()) {
      return;
    }
    RoomEvent shared = new RoomEvent.Delivered(batch, 0);
    for (Member<ActorRef<RoomEvent>> member : roster.members()) {
      if (views.isEmpty() || !views.containsKey(member)) {
        member.reference().tell(shared);
        member.setLastSeenId(lastId);
      }
    }
  }

  private List<ServerMessage.RoomText> textsBefore(int end) {
    return textIndexes.stream().filter(index -> index < end).map(this::text).toList();
  }

  private ServerMessage.RoomText text(int index) {
    return (ServerMessage.RoomText) events.get(index);
  }

  private MemberView viewOf(Member<ActorRef<RoomEvent>> member) {
    return views.computeIfAbsent(member, m -> new MemberView());
  }
}
