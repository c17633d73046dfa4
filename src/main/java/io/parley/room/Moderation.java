package io.parley.room;

import io.parley.access.Permissions;
import io.parley.protocol.Answer;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Does what people with a role ask a room for, one request after the other: an act is recorded
 * before anybody sees it, and the next request is decided by what it has changed. A member has one
 * request at a time here, as its connection waits for the answer. The actor of the room owns it; it
 * outlives a restart of the room.
 */
final class Moderation {

  /**
   * A request that waits.
   *
   * @param plan what to do about it, by what the room is then
   */
  private record Pending(
      ActorRef<RoomEvent> requester, Function<Member<ActorRef<RoomEvent>>, ModerationPlan> plan) {}

  private final Privileges privileges;
  private final RoomAccess access;
  private final Roster<ActorRef<RoomEvent>> roster;
  private final ActorRef<ProfileWriter.Saved> replyTo;
  private final BiConsumer<ActorRef<RoomEvent>, ServerMessage> answers;
  private final Queue<Pending> waiting = new ArrayDeque<>();

  /** What is being recorded, and for whom. */
  private Optional<Pending> saving = Optional.empty();

  private Optional<ModerationPlan.Act> act = Optional.empty();

  /** Whether it is not known yet who owns the room. */
  private boolean ownerUnknown;

  /**
   * @param replyTo the room, which calls {@link #onSaved}
   * @param answers answers the request of a member, or of somebody who was one
   */
  Moderation(
      Privileges privileges,
      RoomAccess access,
      Roster<ActorRef<RoomEvent>> roster,
      ActorRef<ProfileWriter.Saved> replyTo,
      BiConsumer<ActorRef<RoomEvent>, ServerMessage> answers) {
    this.privileges = privileges;
    this.access = access;
    this.roster = roster;
    this.replyTo = replyTo;
    this.answers = answers;
  }

  /** Does a request now, or after the one that is being recorded. */
  void submit(
      ActorRef<RoomEvent> requester, Function<Member<ActorRef<RoomEvent>>, ModerationPlan> plan) {
    waiting.add(new Pending(requester, plan));
    startNext();
  }

  /** Requests wait until it is known who owns the room. */
  void awaitOwner() {
    ownerUnknown = true;
  }

  /**
   * It is decided who owns the room.
   *
   * @param save records the owner; empty if nothing is recorded
   */
  void ownerDecided(Optional<ProfileWriter.Save> save) {
    if (save.isPresent()) {
      access.writer().tell(save.get()); // onSaved follows
    } else {
      ownerUnknown = false;
      startNext();
    }
  }

  /** The owner or the act is recorded, or cannot be. */
  void onSaved(ProfileWriter.Saved saved) {
    if (ownerUnknown) {
      ownerUnknown = false;
      startNext();
      return;
    }
    if (saving.isEmpty() || act.isEmpty()) {
      return;
    }
    ActorRef<RoomEvent> requester = saving.get().requester();
    ModerationPlan.Act recorded = act.get();
    saving = Optional.empty();
    act = Optional.empty();
    if (saved.problem().isPresent()) {
      answers.accept(requester, new ServerMessage.Refused(saved.problem().get()));
    } else {
      answers.accept(
          requester,
          new ServerMessage.Answered(
              new Answer.Done(privileges.profile().room(), recorded.done())));
      recorded.effect().run();
    }
    startNext();
  }

  private void startNext() {
    while (!ownerUnknown && saving.isEmpty() && !waiting.isEmpty()) {
      Pending next = waiting.remove();
      Optional<Member<ActorRef<RoomEvent>>> member = roster.find(next.requester());
      if (member.isEmpty()) {
        Problem problem = Permissions.notInRoom(privileges.profile().room());
        answers.accept(next.requester(), new ServerMessage.Refused(problem));
      } else {
        start(next, next.plan().apply(member.get()));
      }
    }
  }

  private void start(Pending request, ModerationPlan plan) {
    if (plan instanceof ModerationPlan.Reply reply) {
      answers.accept(request.requester(), reply.message());
    } else if (plan instanceof ModerationPlan.Act next) {
      saving = Optional.of(request);
      act = Optional.of(next);
      access
          .writer()
          .tell(
              new ProfileWriter.Save(
                  privileges.profile().room(),
                  next.change(),
                  next.stored(),
                  next.entry(),
                  replyTo));
    }
  }
}
