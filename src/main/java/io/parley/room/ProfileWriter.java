package io.parley.room;

import io.parley.access.AccessLimits;
import io.parley.access.AuditEntry;
import io.parley.access.Restriction;
import io.parley.access.RoomChange;
import io.parley.access.RoomProfile;
import io.parley.access.RoomProfiles;
import io.parley.access.RoomStore;
import io.parley.access.ServerBanChange;
import io.parley.access.ServerBans;
import io.parley.history.HistoryException;
import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RejectedException;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.Batch;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes the profiles of rooms and the bans of the server, one after the other: each is stored
 * together with its entry of the audit, and then seen by everybody. It also reads the audit. The
 * store blocks, so the actor has a thread of its own. A room sends the next change when it has the
 * answer to the last one.
 */
public final class ProfileWriter extends AbstractBehavior<ProfileWriter.Command> {
  /** The dispatcher of this actor, in pekko.conf. */
  public static final String DISPATCHER = "parley-profile-writer-dispatcher";

  private static final Logger log = LoggerFactory.getLogger(ProfileWriter.class);

  /** So many entries may be there beyond the limit. */
  private static final int PRUNE_INTERVAL = 100;

  private static final Problem UNAVAILABLE =
      new Problem(
          Problem.Code.TRY_LATER, "The database does not answer: nothing was changed. Try later.");

  private static final Problem AUDIT_UNAVAILABLE =
      new Problem(Problem.Code.TRY_LATER, "The database does not answer. Try later.");

  /** What the audit calls the server itself. */
  private static final Nickname SERVER = Nickname.sanitize("server");

  public sealed interface Command {}

  /**
   * Changes a profile, and records that.
   *
   * @param change empty if the act changes no profile
   * @param stored whether the profile outlives the room; that of a room of a guest does not
   * @param entry stored in either case
   */
  public record Save(
      RoomName room,
      Optional<RoomChange> change,
      boolean stored,
      AuditEntry entry,
      ActorRef<? super Saved> replyTo)
      implements Command {}

  /**
   * The answer to {@link Save}.
   *
   * @param problem empty if the change is made
   */
  public record Saved(Optional<Problem> problem) {}

  /**
   * Changes the bans of the server, or only records an act of an operator of it.
   *
   * @param change empty if the act changes no ban
   */
  public record SaveServerAct(
      Optional<ServerBanChange> change, AuditEntry entry, ActorRef<? super Saved> replyTo)
      implements Command {}

  /**
   * Asks for the newest entries of the audit. The reply is {@link RoomEvent.Delivered}.
   *
   * @param room only those of a room; empty for all
   * @param limit the maximum number of entries; the settings have a lower one
   * @param asker may see them
   */
  public record ReadAudit(
      Optional<RoomName> room, OptionalInt limit, ActorRef<? super RoomEvent> asker)
      implements Command {}

  /** A room ends: if it has no stored message, its name may be anybody's. */
  public record RoomEnded(RoomName room) implements Command {}

  /** A profile that is not stored is as that of a room that nobody owns. */
  public record Reset(RoomName room) implements Command {}

  /** An account was removed: it has no roles any more. */
  public record AccountRemoved(long account) implements Command {}

  private final RoomStore store;
  private final RoomProfiles profiles;
  private final ServerBans serverBans;
  private final AccessLimits limits;
  private final InstantSource clock;

  /** The keys of the rooms whose profiles are not stored. */
  private final Set<String> temporary = new HashSet<>();

  private int unpruned;

  private ProfileWriter(
      ActorContext<Command> context,
      RoomStore store,
      RoomProfiles profiles,
      ServerBans serverBans,
      AccessLimits limits,
      InstantSource clock) {
    super(context);
    this.store = store;
    this.profiles = profiles;
    this.serverBans = serverBans;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Creates a writer.
   *
   * @param profiles changed by nobody else
   * @param serverBans changed by nobody else
   */
  public static Behavior<Command> create(
      RoomStore store,
      RoomProfiles profiles,
      ServerBans serverBans,
      AccessLimits limits,
      InstantSource clock) {
    return Behaviors.setup(
        context -> new ProfileWriter(context, store, profiles, serverBans, limits, clock));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Save.class, this::onSave)
        .onMessage(SaveServerAct.class, this::onSaveServerAct)
        .onMessage(ReadAudit.class, this::onReadAudit)
        .onMessage(RoomEnded.class, this::onRoomEnded)
        .onMessage(Reset.class, this::onReset)
        .onMessage(AccountRemoved.class, this::onAccountRemoved)
        .build();
  }

  private Behavior<Command> onSave(Save save) {
    save.replyTo().tell(new Saved(save(save)));
    return this;
  }

  private Optional<Problem> save(Save save) {
    try {
      RoomProfile current = profiles.get(save.room());
      RoomProfile next =
          save.change().isPresent() ? save.change().get().applyTo(current, limits) : current;
      store.save(
          save.stored() && save.change().isPresent() ? Optional.of(next) : Optional.empty(),
          save.entry());
      if (save.change().isPresent()) {
        profiles.put(next);
        if (save.stored()) {
          temporary.remove(save.room().key());
        } else {
          temporary.add(save.room().key());
        }
      }
      pruneAudit();
      return Optional.empty();
    } catch (RejectedException e) {
      return Optional.of(e.problem());
    } catch (HistoryException e) {
      log.warn("A change of {} cannot be stored: {}", save.room(), e.getMessage());
      return Optional.of(UNAVAILABLE);
    } catch (RuntimeException e) {
      log.error("A change of {} fails.", save.room(), e);
      return Optional.of(UNAVAILABLE);
    }
  }

  private Behavior<Command> onSaveServerAct(SaveServerAct save) {
    save.replyTo().tell(new Saved(save(save)));
    return this;
  }

  private Optional<Problem> save(SaveServerAct save) {
    try {
      Optional<List<Restriction>> next =
          save.change().isPresent()
              ? Optional.of(save.change().get().applyTo(serverBans.all(), limits))
              : Optional.empty();
      store.saveServerBans(next, save.entry());
      next.ifPresent(serverBans::replace);
      pruneAudit();
      return Optional.empty();
    } catch (RejectedException e) {
      return Optional.of(e.problem());
    } catch (HistoryException e) {
      log.warn("An act of an operator of the server cannot be stored: {}", e.getMessage());
      return Optional.of(UNAVAILABLE);
    } catch (RuntimeException e) {
      log.error("An act of an operator of the server fails.", e);
      return Optional.of(UNAVAILABLE);
    }
  }

  private Behavior<Command> onReadAudit(ReadAudit read) {
    read.asker().tell(RoomEvent.Delivered.answer(Batch.of(audit(read))));
    return this;
  }

  private ServerMessage audit(ReadAudit read) {
    int most = limits.maxShownAuditEntries();
    try {
      List<Answer.Audit.Row> entries =
          store.audit(read.room(), Math.max(1, Math.min(most, read.limit().orElse(most)))).stream()
              .map(AuditEntry::toAnswer)
              .toList();
      return new ServerMessage.Answered(new Answer.Audit(read.room(), entries));
    } catch (HistoryException | RuntimeException e) {
      log.warn("The audit cannot be read: {}", e.getMessage());
      return new ServerMessage.Refused(AUDIT_UNAVAILABLE);
    }
  }

  private void pruneAudit() throws HistoryException {
    if (++unpruned >= PRUNE_INTERVAL) {
      unpruned = 0;
      store.pruneAudit(limits.maxAuditEntries());
    }
  }

  private Behavior<Command> onRoomEnded(RoomEnded ended) {
    try {
      boolean unused =
          temporary.remove(ended.room().key())
              || (profiles.get(ended.room()).hasOnlyOwner() && store.deleteIfUnused(ended.room()));
      if (unused) {
        profiles.put(RoomProfile.unowned(ended.room()));
      }
    } catch (HistoryException | RuntimeException e) {
      log.warn("The unused room {} cannot be deleted: {}", ended.room(), e.getMessage());
    }
    return this;
  }

  private Behavior<Command> onReset(Reset reset) {
    if (temporary.remove(reset.room().key())) {
      profiles.put(RoomProfile.unowned(reset.room()));
    }
    return this;
  }

  private Behavior<Command> onAccountRemoved(AccountRemoved removed) {
    for (RoomProfile profile : profiles.withRoleOf(removed.account())) {
      Optional<Problem> problem =
          save(
              new Save(
                  profile.room(),
                  Optional.of(new RoomChange.RoleSet(removed.account(), Optional.empty())),
                  true,
                  new AuditEntry(
                      clock.instant(),
                      SERVER,
                      OptionalLong.empty(),
                      "role",
                      Optional.of(profile.room()),
                      Optional.empty(),
                      Optional.of("account removed")),
                  getContext().getSystem().ignoreRef()));
      problem.ifPresent(
          failure -> // an id is never assigned again, so that the role is nobody's
          log.warn("The roles of a removed account stay: {}", failure.message()));
    }
    return this;
  }
}
