package io.parley.people;

import static io.parley.protocol.Problem.Code.KILLED;

import io.parley.access.AuditEntry;
import io.parley.access.NicknamePattern;
import io.parley.access.Permissions;
import io.parley.access.Restriction;
import io.parley.access.RestrictionInput;
import io.parley.access.ServerAct;
import io.parley.access.ServerBanChange;
import io.parley.access.ServerBans;
import io.parley.access.ServerPermissions;
import io.parley.access.Subject;
import io.parley.account.Account;
import io.parley.address.Network;
import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RejectedException;
import io.parley.protocol.Request;
import io.parley.protocol.RestrictionKind;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.room.ProfileWriter;
import io.parley.room.RoomEvent;
import io.parley.wire.flow.Batch;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Does what operators of the server ask for, one request after the other: an act is recorded before
 * anybody sees it. {@link ServerPermissions} decides who may. The {@link NicknameRegistry} owns it.
 */
final class ServerModeration {
  /** The characters of an announcement, which is one line. */
  private static final int MAX_ANNOUNCEMENT = 1000;

  /** A request that waits. */
  private record Pending(Request.ServerRequest request, Person person, Device device) {}

  /**
   * An act that is being recorded.
   *
   * @param effect what is done when it is recorded
   * @param done the answer
   */
  private record Act(
      Optional<ServerBanChange> change, AuditEntry entry, Runnable effect, String done) {}

  private final People people;
  private final ServerBans bans;
  private final Function<Nickname, Optional<Account>> owners;
  private final ActorRef<? super ProfileWriter.Command> writer;
  private final ActorRef<ProfileWriter.Saved> replyTo;
  private final InstantSource clock;
  private final Queue<Pending> waiting = new ArrayDeque<>();
  private Optional<Pending> saving = Optional.empty();
  private Optional<Act> act = Optional.empty();

  /**
   * @param writer records the acts, and reads the audit
   * @param replyTo the registry, which calls {@link #onSaved}
   */
  ServerModeration(
      People people,
      ServerBans bans,
      Function<Nickname, Optional<Account>> owners,
      ActorRef<? super ProfileWriter.Command> writer,
      ActorRef<ProfileWriter.Saved> replyTo,
      InstantSource clock) {
    this.people = people;
    this.bans = bans;
    this.owners = owners;
    this.writer = writer;
    this.replyTo = replyTo;
    this.clock = clock;
  }

  /** Why a person may not be on the server with this nickname and account; empty if so. */
  Optional<Problem> banProblem(Nickname nickname, OptionalLong account, ConnectionInfo info) {
    return bans.problem(new Subject(nickname, account, info.network()));
  }

  /** Does a request now, or after the one that is being recorded. */
  void submit(Request.ServerRequest request, Person person, Device device) {
    waiting.add(new Pending(request, person, device));
    startNext();
  }

  /** The act is recorded, or cannot be. */
  void onSaved(ProfileWriter.Saved saved) {
    if (saving.isEmpty() || act.isEmpty()) {
      return;
    }
    Device device = saving.get().device();
    Act recorded = act.get();
    saving = Optional.empty();
    act = Optional.empty();
    if (saved.problem().isPresent()) {
      answer(device, new ServerMessage.Refused(saved.problem().get()));
    } else {
      answer(
          device,
          new ServerMessage.Answered(
              new Answer.Done(Optional.empty(), Text.sanitize(recorded.done()))));
      recorded.effect().run();
    }
    startNext();
  }

  private void startNext() {
    while (saving.isEmpty() && !waiting.isEmpty()) {
      Pending next = waiting.remove();
      try {
        Optional<Act> planned = next.request().accept(new Planner(next)).plan();
        if (planned.isPresent()) {
          saving = Optional.of(next);
          act = planned;
          writer.tell(
              new ProfileWriter.SaveServerAct(
                  planned.get().change(), planned.get().entry(), replyTo));
        }
      } catch (RejectedException e) {
        answer(next.device(), new ServerMessage.Refused(e.problem()));
      }
    }
  }

  private static void answer(Device device, ServerMessage message) {
    device.connection().tell(RoomEvent.Delivered.answer(Batch.of(message)));
  }

  /** A plan that may be refused; empty if the request only asks, and is answered. */
  private interface Planning {
    Optional<Act> plan() throws RejectedException;
  }

  /** Decides what is done about one request, by what is so now. */
  private final class Planner implements Request.ServerHandler<Planning> {
    private final Pending pending;
    private final Person self;
    private final boolean operator;
    private final Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);

    Planner(Pending pending) {
      this.pending = pending;
      this.self = pending.person();
      this.operator = bans.isServerOperator(self.account());
    }

    @Override
    public Planning onKill(Request.Kill kill) {
      return () -> {
        require(ServerPermissions.act(ServerAct.KILL, operator));
        Nickname nickname = Nickname.sanitize(kill.nickname());
        Person target =
            people
                .find(nickname)
                .orElseThrow(() -> new RejectedException(NicknameProblems.notFound(nickname)));
        require(
            ServerPermissions.actAgainst(
                ServerAct.KILL,
                operator,
                bans.isServerOperator(target.account()),
                target.nickname()));
        Optional<Text> reason = RestrictionInput.reason(kill.reason());
        String by = self.nickname().value();
        Problem problem =
            new Problem(
                KILLED,
                by + " has disconnected you" + reason.map(why -> ": " + why.value()).orElse("."),
                reason.map(Text::value).orElse(""));
        return act(
            Optional.empty(),
            "kill",
            Optional.of(target.nickname().value()),
            reason.map(Text::value),
            () -> end(target, problem),
            target.nickname() + " is disconnected.");
      };
    }

    @Override
    public Planning onBanFromServer(Request.BanFromServer ban) {
      return () -> {
        require(ServerPermissions.act(ServerAct.BAN, operator));
        Optional<Text> reason = RestrictionInput.reason(ban.reason());
        Optional<Instant> until = RestrictionInput.until(now, ban.duration());
        Restriction restriction = restriction(ban.target(), until, reason);
        return act(
            Optional.of(new ServerBanChange.Imposed(restriction)),
            "ban-server",
            Optional.of(restriction.target()),
            RestrictionInput.detail(until, reason),
            ServerModeration.this::endBanned,
            restriction.target()
                + " is banned from this server"
                + until.map(end -> " until " + end).orElse("")
                + ".");
      };
    }

    private Restriction restriction(String target, Optional<Instant> until, Optional<Text> reason)
        throws RejectedException {
      Optional<Network> address = RestrictionInput.narrowAddress(target);
      if (address.isPresent()) {
        return new Restriction(
            RestrictionKind.BAN,
            address.get().toString(),
            OptionalLong.empty(),
            Optional.empty(),
            address,
            now,
            until,
            self.nickname(),
            reason);
      }
      Optional<Nickname> typed =
          RestrictionInput.hasWildcard(target)
              ? Optional.empty()
              : Optional.of(Nickname.sanitize(target));
      Optional<Person> person = typed.flatMap(people::find);
      Optional<Account> owner = person.isPresent() ? Optional.empty() : typed.flatMap(owners);
      OptionalLong account =
          person
              .map(Person::account)
              .orElseGet(
                  () ->
                      owner.isPresent() ? OptionalLong.of(owner.get().id()) : OptionalLong.empty());
      Optional<Nickname> name = person.map(Person::nickname).or(() -> owner.map(Account::nickname));
      if (name.isPresent()) {
        require(
            ServerPermissions.actAgainst(
                ServerAct.BAN, operator, bans.isServerOperator(account), name.get()));
      }
      NicknamePattern pattern = NicknamePattern.parse(name.map(Nickname::value).orElse(target));
      return new Restriction(
          RestrictionKind.BAN,
          pattern.value(),
          account,
          account.isPresent() ? Optional.empty() : Optional.of(pattern),
          account.isPresent() ? Optional.empty() : person.flatMap(Person::network),
          now,
          until,
          self.nickname(),
          reason);
    }

    @Override
    public Planning onLiftServerBan(Request.LiftServerBan lift) {
      return () -> {
        require(ServerPermissions.act(ServerAct.BAN, operator));
        String target = Nickname.sanitize(lift.target()).value();
        return act(
            Optional.of(new ServerBanChange.Removed(target, now)),
            "unban-server",
            Optional.of(target),
            Optional.empty(),
            () -> {},
            "The ban of " + target + " from this server is lifted.");
      };
    }

    @Override
    public Planning onListServerBans(Request.ListServerBans list) {
      return () -> {
        require(ServerPermissions.act(ServerAct.BAN, operator));
        List<Answer.Restrictions.Entry> entries =
            bans.all().stream()
                .filter(each -> each.isInForce(now))
                .map(Restriction::toAnswer)
                .toList();
        answer(
            pending.device(),
            new ServerMessage.Answered(new Answer.Restrictions(Optional.empty(), entries)));
        return Optional.empty();
      };
    }

    @Override
    public Planning onAnnounce(Request.Announce announce) {
      return () -> {
        require(ServerPermissions.act(ServerAct.ANNOUNCE, operator));
        Text text = Text.sanitize(Text.parse(announce.text(), MAX_ANNOUNCEMENT).toSingleLine());
        return act(
            Optional.empty(),
            "announce",
            Optional.empty(),
            Optional.of(text.value()),
            () -> tellEverybody(new ServerMessage.Announced(self.nickname(), text)),
            "Everybody is told.");
      };
    }

    /** A room answers its operators itself. */
    @Override
    public Planning onShowAudit(Request.ShowAudit show) {
      return () -> {
        Optional<RoomName> room =
            show.room().isPresent()
                ? Optional.of(RoomName.parse(show.room().get()))
                : Optional.empty();
        Optional<Problem> problem = ServerPermissions.act(ServerAct.SEE_AUDIT, operator);
        if (problem.isPresent() && room.isPresent()) {
          throw new RejectedException(Permissions.notInRoom(room.get()));
        }
        require(problem);
        writer.tell(
            new ProfileWriter.ReadAudit(
                room, show.limit(), pending.device().connection().<RoomEvent>narrow()));
        return Optional.empty();
      };
    }

    private Optional<Act> act(
        Optional<ServerBanChange> change,
        String name,
        Optional<String> target,
        Optional<String> detail,
        Runnable effect,
        String done) {
      AuditEntry entry =
          new AuditEntry(
              now, self.nickname(), self.account(), name, Optional.empty(), target, detail);
      return Optional.of(new Act(change, entry, effect, done));
    }
  }

  private static void require(Optional<Problem> problem) throws RejectedException {
    if (problem.isPresent()) {
      throw new RejectedException(problem.get());
    }
  }

  private static void end(Person person, Problem problem) {
    person
        .devices()
        .forEach(device -> device.connection().tell(new NicknameEvent.SessionEnded(problem)));
  }

  /** Ends the connections of everybody who is banned now. */
  private void endBanned() {
    for (Person person : people.all()) {
      for (Device device : List.copyOf(person.devices())) {
        banProblem(person.nickname(), person.account(), device.info())
            .ifPresent(
                problem -> device.connection().tell(new NicknameEvent.SessionEnded(problem)));
      }
    }
  }

  private void tellEverybody(ServerMessage message) {
    RoomEvent event = new RoomEvent.Delivered(Batch.of(message), 0);
    people.all().stream()
        .flatMap(person -> person.devices().stream())
        .forEach(device -> device.connection().tell(event));
  }
}
