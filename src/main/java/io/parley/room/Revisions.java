package io.parley.room;

import io.parley.protocol.ServerMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Changes messages of a room that were said before, one after the other: each is decided and stored
 * by the {@link HistoryWriter} before anybody sees it. The actor of the room owns it, and each
 * member has a bounded number of requests on their way.
 */
final class Revisions {

  /** A request, which is made when its turn comes, for what the member may do then. */
  private record Pending(
      ActorRef<RoomEvent> requester,
      Function<Member<ActorRef<RoomEvent>>, MessageReviser.Order> order) {}

  private final Roster<ActorRef<RoomEvent>> roster;
  private final ActorRef<? super HistoryWriter.Revise> writer;
  private final ActorRef<HistoryResponse> replyTo;
  private final BiConsumer<ActorRef<RoomEvent>, ServerMessage> refusals;
  private final ServerMessage notInRoom;
  private final Deque<Pending> waiting = new ArrayDeque<>();

  /** The request that the writer has; empty if it has none. */
  private Optional<ActorRef<RoomEvent>> requester = Optional.empty();

  /**
   * @param refusals answers somebody
   * @param notInRoom the answer to somebody who has left meanwhile
   */
  Revisions(
      Roster<ActorRef<RoomEvent>> roster,
      ActorRef<? super HistoryWriter.Revise> writer,
      ActorRef<HistoryResponse> replyTo,
      BiConsumer<ActorRef<RoomEvent>, ServerMessage> refusals,
      ServerMessage notInRoom) {
    this.roster = roster;
    this.writer = writer;
    this.replyTo = replyTo;
    this.refusals = refusals;
    this.notInRoom = notInRoom;
  }

  void submit(
      ActorRef<RoomEvent> from, Function<Member<ActorRef<RoomEvent>>, MessageReviser.Order> order) {
    waiting.add(new Pending(from, order));
    startNext();
  }

  /**
   * The writer has answered.
   *
   * @return whose request it was; empty if nobody waits for it
   */
  Optional<ActorRef<RoomEvent>> onRevised() {
    Optional<ActorRef<RoomEvent>> answered = requester;
    requester = Optional.empty();
    return answered;
  }

  /** The answer is handled. */
  void startNext() {
    while (requester.isEmpty() && !waiting.isEmpty()) {
      Pending next = waiting.remove();
      Optional<Member<ActorRef<RoomEvent>>> member = roster.find(next.requester());
      if (member.isEmpty()) {
        refusals.accept(next.requester(), notInRoom);
      } else {
        requester = Optional.of(next.requester());
        writer.tell(new HistoryWriter.Revise(next.order().apply(member.get()), replyTo));
      }
    }
  }
}
