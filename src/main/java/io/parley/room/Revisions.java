package io.parley.room;

import io.parley.access.AuditEntry;
import io.parley.access.Permissions;
import io.parley.access.TimeSpan;
import io.parley.account.Account;
import io.parley.protocol.Answer;
import io.parley.protocol.Emoji;
import io.parley.protocol.Nickname;
import io.parley.protocol.Request;
import io.parley.protocol.Revision;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import io.parley.wire.flow.Batch;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Changes messages of a room that were said before, one after the other: each change is decided and
 * stored by the {@link HistoryWriter} before anybody sees it, and seen in the order of the events.
 * The actor of the room owns it. Each member has a bounded number of requests on their way.
 */
final class Revisions {

  /** A request that waits for its turn. */
  private record Pending(ActorRef<RoomEvent> requester, Request.MessageRequest request) {}

  private final RoomName room;
  private final RoomDependencies dependencies;
  private final Privileges privileges;
  private final Roster<ActorRef<RoomEvent>> roster;
  private final Supplier<DeliveryPipeline> delivery;
  private final BiConsumer<ActorRef<RoomEvent>, ServerMessage> answers;
  private final BiConsumer<ActorRef<RoomEvent>, MessageReviser.Answered> replies;
  private final ActorRef<HistoryResponse> replyTo;
  private final ActorRef<? super ProfileWriter.Saved> auditReplyTo;
  private final Deque<Pending> waiting = new ArrayDeque<>();

  /** Whose request the writer has; empty if it has none. */
  private Optional<ActorRef<RoomEvent>> requester = Optional.empty();

  /**
   * @param delivery the present pipeline of the room
   * @param answers answers a request in the order of the events
   * @param replies says a text that answers the message which was found
   * @param replyTo gets the answers of the writer, for {@link #onDone}
   * @param auditReplyTo gets the answers of the writer of the audit
   */
  Revisions(
      RoomName room,
      RoomDependencies dependencies,
      Privileges privileges,
      Roster<ActorRef<RoomEvent>> roster,
      Supplier<DeliveryPipeline> delivery,
      BiConsumer<ActorRef<RoomEvent>, ServerMessage> answers,
      BiConsumer<ActorRef<RoomEvent>, MessageReviser.Answered> replies,
      ActorRef<HistoryResponse> replyTo,
      ActorRef<? super ProfileWriter.Saved> auditReplyTo) {
    this.room = room;
    this.dependencies = dependencies;
    this.privileges = privileges;
    this.roster = roster;
    this.delivery = delivery;
    this.answers = answers;
    this.replies = replies;
    this.replyTo = replyTo;
    this.auditReplyTo = auditReplyTo;
  }

  /** Takes a request of a member, with a valid text or emoji. */
  void submit(ActorRef<RoomEvent> member, Request.MessageRequest request) {
    waiting.add(new Pending(member, request));
    startNext();
  }

  /** The writer has answered. */
  void onDone(MessageReviser.Outcome outcome) {
    Optional<ActorRef<RoomEvent>> from = requester;
    requester = Optional.empty();
    if (outcome instanceof MessageReviser.Refused refused) {
      answer(from, new ServerMessage.Refused(refused.problem()));
    } else if (outcome instanceof MessageReviser.Answered answered) {
      from.ifPresent(member -> replies.accept(member, answered));
    } else if (outcome instanceof MessageReviser.Revised revised) {
      onRevised(from, revised);
    }
    startNext();
  }

  /** What a member may do is decided by what holds when the turn of the request comes. */
  private void startNext() {
    while (requester.isEmpty() && !waiting.isEmpty()) {
      Pending next = waiting.remove();
      Optional<Member<ActorRef<RoomEvent>>> member = roster.find(next.requester());
      if (member.isEmpty()) {
        answers.accept(next.requester(), new ServerMessage.Refused(Permissions.notInRoom(room)));
      } else {
        requester = Optional.of(next.requester());
        dependencies
            .historyWriter()
            .tell(new HistoryWriter.Revise(order(next.request(), member.get()), replyTo));
      }
    }
  }

  private MessageReviser.Order order(
      Request.MessageRequest request, Member<ActorRef<RoomEvent>> member) {
    Instant now = dependencies.clock().instant().truncatedTo(ChronoUnit.MICROS);
    Instant since = Instant.EPOCH;
    OptionalLong purged = OptionalLong.empty();
    if (request instanceof Request.Purge purge) {
      since = purge.duration().flatMap(TimeSpan::parse).map(now::minus).orElse(Instant.EPOCH);
      Optional<Account> owner =
          dependencies.access().accounts().ownerOf(Nickname.sanitize(purge.nickname()));
      purged = owner.isPresent() ? OptionalLong.of(owner.get().id()) : OptionalLong.empty();
    }
    return new MessageReviser.Order(
        request,
        privileges.permissions(),
        privileges.standing(member.occupant()),
        member.nickname(),
        member.occupant().author(),
        member.occupant().guestAuthor(),
        now,
        since,
        purged,
        dependencies.access().limits().maxRevisionAge());
  }

  private void onRevised(Optional<ActorRef<RoomEvent>> from, MessageReviser.Revised revised) {
    List<ServerMessage.RoomText> messages =
        revised.messages().stream().map(HistoryMapping::toServerMessage).toList();
    messages.forEach(delivery.get()::revise);
    MessageReviser.Order order = revised.order();
    if (!messages.isEmpty()) {
      Stamp now = new Stamp(room, dependencies.clock().instant());
      ServerMessage event =
          new ServerMessage.Revised(order.nickname(), revision(order.request()), messages, now);
      tellAll(from, event, order.request() instanceof Request.Purge);
    }
    if (order.request() instanceof Request.Purge purge) {
      answer(from, purged(purge, messages.size(), revised.more()));
    }
    boolean deletes =
        order.request() instanceof Request.Delete || order.request() instanceof Request.Purge;
    if (deletes && !revised.own() && !messages.isEmpty()) {
      recordDeletion(order, messages);
    }
    delivery.get().flushAdded();
  }

  /**
   * @param answersLater whether the event is not the answer to the request
   */
  private void tellAll(
      Optional<ActorRef<RoomEvent>> from, ServerMessage event, boolean answersLater) {
    PendingBatch pending = delivery.get().pending();
    Optional<Member<ActorRef<RoomEvent>>> own = from.flatMap(roster::find);
    own.ifPresent(member -> pending.skipNext(member, 1));
    pending.add(event);
    if (answersLater) {
      own.ifPresent(
          member -> pending.addDirect(member, new RoomEvent.Delivered(Batch.of(event), 0)));
    } else {
      answer(from, event);
    }
  }

  private ServerMessage purged(Request.Purge purge, int count, boolean more) {
    Text text =
        Text.sanitize(
            (count == 1 ? "1 message" : count + " messages")
                + " of "
                + Nickname.sanitize(purge.nickname())
                + " in "
                + room
                + " deleted."
                + (more ? " There may be more: say it again." : ""));
    return new ServerMessage.Answered(new Answer.Done(room, text));
  }

  private static Revision revision(Request.MessageRequest request) {
    if (request instanceof Request.React react) {
      return new Revision.Reacted(new Emoji(react.emoji()), react.added());
    }
    return request instanceof Request.Edit ? new Revision.Edited() : new Revision.Deleted();
  }

  /** Who deletes what others have written is found in the audit. */
  private void recordDeletion(MessageReviser.Order order, List<ServerMessage.RoomText> messages) {
    ServerMessage.RoomText first = messages.get(0);
    AuditEntry entry =
        new AuditEntry(
            order.now(),
            order.nickname(),
            order.author() < 0 ? OptionalLong.empty() : OptionalLong.of(order.author()),
            order.request() instanceof Request.Purge ? "purge" : "delete",
            Optional.of(room),
            Optional.of(first.nickname().value()),
            Optional.of(
                messages.size() == 1
                    ? "message " + first.stamp().id().orElse(0)
                    : messages.size() + " messages"));
    dependencies
        .access()
        .writer()
        .tell(new ProfileWriter.Save(room, Optional.empty(), true, entry, auditReplyTo));
  }

  private void answer(Optional<ActorRef<RoomEvent>> to, ServerMessage message) {
    to.ifPresent(member -> answers.accept(member, message));
  }
}
