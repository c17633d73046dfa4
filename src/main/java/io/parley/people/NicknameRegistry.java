package io.parley.people;

import io.parley.access.RoomProfiles;
import io.parley.access.ServerBans;
import io.parley.account.Account;
import io.parley.account.AccountEvent;
import io.parley.conversation.KeepResult;
import io.parley.conversation.PrivateMessages;
import io.parley.conversation.StoredPrivateMessage;
import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.room.ChatRoom;
import io.parley.room.HistoryReader;
import io.parley.room.Invitee;
import io.parley.room.MemberMessage;
import io.parley.room.ProfileWriter;
import io.parley.room.RoomEvent;
import io.parley.wire.flow.Batch;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * Owns the nicknames of the server: which one belongs to which connection, or to the connections of
 * which account. It also knows in which rooms people are and who is away, and delivers what is
 * addressed to a nickname.
 *
 * <ol>
 *   <li>It watches the connections. The termination of the last connection of a person is the only
 *       thing that frees the nickname.
 *   <li>A rename has two steps, so that nobody gets a nickname that a room still shows for somebody
 *       else: a person has both nicknames until all rooms know the new one.
 *   <li>Nobody but the connections of an account has a nickname that the account owns. A guest
 *       whose nickname becomes owned is disconnected.
 * </ol>
 */
public final class NicknameRegistry extends AbstractBehavior<NicknameRegistry.Command> {

  public sealed interface Command {}

  /** A command of a registered connection; ignored if it comes from another one. */
  private sealed interface PersonCommand extends Command {
    ActorRef<MemberMessage> connection();
  }

  /**
   * Asks for a nickname for a connection that has none. The reply is {@link
   * NicknameEvent.Registered} or {@link NicknameEvent.Rejected}.
   *
   * @param account the account whose password the client has given, which owns the nickname; empty
   *     for a guest
   */
  public record Register(
      Nickname nickname,
      OptionalLong account,
      ConnectionInfo info,
      ActorRef<MemberMessage> connection)
      implements Command {}

  /** Asks for the nickname of a guest, which the registry chooses. The reply is the same. */
  public record RegisterGuest(ConnectionInfo info, ActorRef<MemberMessage> connection)
      implements Command {}

  /**
   * Asks for another nickname. The reply is {@link NicknameEvent.Renamed} or {@link
   * NicknameEvent.Rejected}.
   */
  public record Rename(Nickname nickname, ActorRef<MemberMessage> connection)
      implements PersonCommand {}

  /**
   * A guest has logged in to an account which owns the nickname: it gets that, or the one that the
   * other connections of the account have. The reply is that to {@link Rename}.
   */
  public record LogIn(Nickname nickname, long account, ActorRef<MemberMessage> connection)
      implements PersonCommand {}

  /** The rooms of the connection know its new nickname. */
  public record CompleteRename(ActorRef<MemberMessage> connection) implements PersonCommand {}

  /** The registration fails after all: the nickname becomes free, as nobody has seen it. */
  public record Cancel(ActorRef<MemberMessage> connection) implements PersonCommand {}

  /**
   * The rooms of a connection have changed.
   *
   * @param mirrored whether it has only done what another connection of the account did
   */
  public record UpdateRooms(
      List<RoomName> rooms, boolean mirrored, ActorRef<MemberMessage> connection)
      implements PersonCommand {}

  /**
   * Sends a text to one person. The sender gets it, too, or a problem if nobody has the nickname.
   * Between accounts it is kept first, also for one that is not here.
   */
  public record SendPrivate(Nickname target, Text text, ActorRef<MemberMessage> connection)
      implements PersonCommand {}

  /** A connection of an account can show what was left for the account. */
  public record Ready(ActorRef<MemberMessage> connection) implements PersonCommand {}

  /**
   * Asks for earlier private messages with another person. The reply is {@link
   * RoomEvent.Delivered}.
   *
   * @param before only messages with a smaller id
   * @param limit the limit of an answer if empty
   */
  public record ReadConversation(
      Nickname other,
      long before,
      OptionalInt limit,
      HistoryReader.Asker asker,
      ActorRef<MemberMessage> connection)
      implements PersonCommand {}

  /**
   * Marks a person as away. The reply is {@link RoomEvent.Delivered}.
   *
   * @param note empty if the person is back
   */
  public record SetAway(Optional<Text> note, ActorRef<MemberMessage> connection)
      implements PersonCommand {}

  /** Asks for the status of a person. The reply is {@link RoomEvent.Delivered}. */
  public record Whois(Nickname nickname, ActorRef<MemberMessage> connection)
      implements PersonCommand {}

  /**
   * Invites somebody to a room. The room decides and replies; the reply is {@link
   * RoomEvent.Delivered}.
   */
  public record Invite(
      Nickname nickname, ActorRef<ChatRoom.Command> room, ActorRef<MemberMessage> connection)
      implements PersonCommand {}

  /** Does what an operator of the server asks for. The reply is {@link RoomEvent.Delivered}. */
  public record Administer(Request.ServerRequest request, ActorRef<MemberMessage> connection)
      implements PersonCommand {}

  /** Asks for the connections of the own account. The reply is {@link RoomEvent.Delivered}. */
  public record ListSessions(ActorRef<MemberMessage> connection) implements PersonCommand {}

  /** Ends a connection of the own account. The reply is {@link RoomEvent.Delivered}. */
  public record EndSession(long id, ActorRef<MemberMessage> connection) implements PersonCommand {}

  /**
   * The connection begins or ends a request to the accounts, whose {@link AccountEvent} is not
   * directed against it.
   */
  public record ExpectChange(
      boolean password, boolean registration, ActorRef<MemberMessage> connection)
      implements PersonCommand {}

  /** An account has changed. */
  public record AccountChanged(AccountEvent event) implements Command {}

  /** Rejects all registrations and renames from now on. */
  public record Close(Problem reason) implements Command {}

  private record ActSaved(ProfileWriter.Saved saved) implements Command {}

  /** The result of a {@link PrivateMessages#keep}. */
  record PrivateMessageKept(KeepResult result, boolean left, ActorRef<MemberMessage> connection)
      implements Command {}

  /**
   * The result of a {@link PrivateMessages#left}.
   *
   * @param messages empty if they cannot be read
   */
  record LeftLoaded(long account, Optional<List<StoredPrivateMessage>> messages)
      implements Command {}

  /** What was left for an account could not be read, and is to be read again. */
  record LoadLeft(long account) implements Command {}

  private record ConnectionTerminated(ActorRef<MemberMessage> connection) implements Command {}

  /** What is done for a registered connection. */
  private interface DeviceAction {
    void run(Person person, Device device);
  }

  private final InstantSource clock;
  private final Function<Nickname, Optional<Account>> owners;
  private final RoomProfiles profiles;
  private final People people = new People();
  private final ServerModeration moderation;
  private final Optional<KeptConversations> conversations;

  /** What waits until all rooms know the nickname of a person; one for each connection at most. */
  private final Map<Person, List<Command>> deferred = new HashMap<>();

  private Optional<Problem> closeReason = Optional.empty();
  private long lastGuestNumber;
  private long lastAssignment;

  private NicknameRegistry(
      ActorContext<Command> context,
      InstantSource clock,
      Function<Nickname, Optional<Account>> owners,
      RoomProfiles profiles,
      ServerBans bans,
      ActorRef<? super ProfileWriter.Command> writer,
      Optional<PrivateMessages> privateMessages) {
    super(context);
    this.clock = clock;
    this.owners = owners;
    this.profiles = profiles;
    this.moderation =
        new ServerModeration(
            people,
            bans,
            owners,
            writer,
            context.messageAdapter(ProfileWriter.Saved.class, ActSaved::new),
            clock);
    this.conversations =
        privateMessages.map(
            messages -> new KeptConversations(context, people, owners, clock, messages));
  }

  /**
   * Creates a registry without people.
   *
   * @param owners finds the account that owns a nickname. It knows a change of the accounts before
   *     {@link AccountChanged} is sent
   * @param profiles which rooms show themselves to whom
   * @param bans who may not be on the server
   * @param writer records what operators of the server do
   * @param privateMessages keeps those between accounts; empty if they are not kept
   */
  public static Behavior<Command> create(
      InstantSource clock,
      Function<Nickname, Optional<Account>> owners,
      RoomProfiles profiles,
      ServerBans bans,
      ActorRef<? super ProfileWriter.Command> writer,
      Optional<PrivateMessages> privateMessages) {
    return Behaviors.setup(
        context ->
            new NicknameRegistry(context, clock, owners, profiles, bans, writer, privateMessages));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(
            SendPrivate.class, text -> with(text, (from, device) -> send(from, device, text)))
        .onMessage(PrivateMessageKept.class, this::onPrivateMessageKept)
        .onMessage(Ready.class, ready -> with(ready, this::onReady))
        .onMessage(LeftLoaded.class, this::onLeftLoaded)
        .onMessage(LoadLeft.class, this::onLoadLeft)
        .onMessage(
            ReadConversation.class, read -> with(read, (p, device) -> readConversation(p, read)))
        .onMessage(Register.class, this::onRegister)
        .onMessage(RegisterGuest.class, this::onRegisterGuest)
        .onMessage(
            UpdateRooms.class, update -> with(update, (p, device) -> update(p, device, update)))
        .onMessage(
            Whois.class, whois -> with(whois, (asker, device) -> answerWhois(asker, device, whois)))
        .onMessage(
            SetAway.class, away -> with(away, (p, device) -> setAway(p, device, away.note())))
        .onMessage(Rename.class, rename -> with(rename, (p, device) -> rename(p, device, rename)))
        .onMessage(
            LogIn.class, logIn -> with(logIn, (guest, device) -> logIn(guest, device, logIn)))
        .onMessage(CompleteRename.class, complete -> with(complete, this::completeRename))
        .onMessage(Cancel.class, cancel -> with(cancel, this::cancel))
        .onMessage(Invite.class, invite -> with(invite, (p, device) -> invite(device, invite)))
        .onMessage(
            Administer.class,
            request ->
                with(
                    request,
                    (person, device) -> moderation.submit(request.request(), person, device)))
        .onMessage(ActSaved.class, this::onActSaved)
        .onMessage(ListSessions.class, list -> with(list, this::listSessions))
        .onMessage(
            EndSession.class, end -> with(end, (p, device) -> endSession(p, device, end.id())))
        .onMessage(
            ExpectChange.class, expect -> with(expect, (p, device) -> expect(p, device, expect)))
        .onMessage(AccountChanged.class, this::onAccountChanged)
        .onMessage(ConnectionTerminated.class, this::onConnectionTerminated)
        .onMessage(Close.class, this::onClose)
        .build();
  }

  private Behavior<Command> onRegister(Register register) {
    OptionalLong account = register.account();
    Optional<Person> same =
        account.isPresent() ? people.findAccount(account.getAsLong()) : Optional.empty();
    if (isDeferred(same, register)) {
      return this;
    }
    Optional<Problem> problem =
        closeReason
            .or(() -> moderation.banProblem(register.nickname(), account, register.info()))
            .or(() -> ownerProblem(register.nickname(), account))
            .or(
                () ->
                    same.isPresent()
                        ? Optional.empty()
                        : people
                            .find(register.nickname())
                            .map(holder -> taken(register.nickname(), holder)));
    if (problem.isPresent()) {
      register.connection().tell(new NicknameEvent.Rejected(problem.get()));
      return this;
    }
    List<RoomName> rooms = same.map(Person::rooms).orElse(List.of());
    Person person = same.orElseGet(() -> addPerson(register.nickname(), account));
    connect(person, register.info(), register.connection());
    register
        .connection()
        .tell(
            new NicknameEvent.Registered(person.nickname(), person.identity().assignment(), rooms));
    return this;
  }

  /** A number is never used twice, so that a private message to one guest cannot reach another. */
  private Behavior<Command> onRegisterGuest(RegisterGuest register) {
    lastGuestNumber++;
    return onRegister(
        new Register(
            Nickname.guest(lastGuestNumber),
            OptionalLong.empty(),
            register.info(),
            register.connection()));
  }

  private Person addPerson(Nickname nickname, OptionalLong account) {
    Person person = new Person(nickname, account, ++lastAssignment);
    people.add(person);
    return person;
  }

  private void connect(Person person, ConnectionInfo info, ActorRef<MemberMessage> connection) {
    people.connect(person, new Device(connection, info, clock.instant()));
    getContext().watchWith(connection, new ConnectionTerminated(connection));
  }

  /** Another account owns the nickname. */
  private Optional<Problem> ownerProblem(Nickname nickname, OptionalLong account) {
    return owners
        .apply(nickname)
        .filter(owner -> account.isEmpty() || owner.id() != account.getAsLong())
        .map(owner -> NicknameProblems.owned(nickname));
  }

  private static Problem taken(Nickname nickname, Person holder) {
    return NicknameProblems.taken(
        nickname, holder.previous().filter(nickname::isSame).orElseGet(holder::nickname));
  }

  private void rename(Person person, Device device, Rename rename) {
    Nickname nickname = rename.nickname();
    Optional<Problem> problem =
        closeReason
            .or(() -> renameProblem(person))
            .or(() -> bannedNickname(nickname, person, device))
            .or(() -> ownerProblem(nickname, person.account()))
            .or(() -> people.findOther(nickname, person).map(holder -> taken(nickname, holder)));
    if (problem.isPresent()) {
      device.connection().tell(new NicknameEvent.Rejected(problem.get()));
      return;
    }
    renameAll(person, nickname);
  }

  /** The person may be here, but not with this nickname. */
  private Optional<Problem> bannedNickname(Nickname nickname, Person person, Device device) {
    return moderation
        .banProblem(nickname, person.account(), device.info())
        .map(ban -> NicknameProblems.banned(nickname));
  }

  private static Optional<Problem> renameProblem(Person person) {
    return person.previous().map(previous -> NicknameProblems.RENAME_IN_PROGRESS);
  }

  /**
   * Another connection of a person who is being renamed waits until all rooms know the nickname, as
   * its join could arrive before the rename.
   */
  private boolean isDeferred(Optional<Person> person, Command command) {
    boolean isDeferred = person.flatMap(Person::previous).isPresent();
    if (isDeferred) {
      deferred.computeIfAbsent(person.get(), renamed -> new ArrayList<>()).add(command);
    }
    return isDeferred;
  }

  private void completeRename(Person person, Device device) {
    people.completeRename(person, device.connection());
    resume(person);
  }

  private void disconnect(Person person, Device device) {
    people.disconnect(person, device);
    resume(person);
  }

  private void resume(Person person) {
    if (person.previous().isEmpty()) {
      List<Command> commands = deferred.remove(person);
      if (commands != null) {
        commands.forEach(getContext().getSelf()::tell);
      }
    }
  }

  private void renameAll(Person person, Nickname nickname) {
    Nickname previous = person.nickname();
    people.rename(person, nickname, ++lastAssignment);
    for (Device each : person.devices()) {
      each.connection().tell(new NicknameEvent.Renamed(previous, person.identity(), List.of()));
    }
  }

  private void logIn(Person guest, Device device, LogIn logIn) {
    device.setRegistersAccount(false);
    device.setReady(false);
    Optional<Person> same = people.findAccount(logIn.account());
    if (isDeferred(same, logIn)) {
      return;
    }
    Optional<Problem> ban =
        moderation.banProblem(logIn.nickname(), OptionalLong.of(logIn.account()), device.info());
    if (ban.isPresent()) {
      end(device, ban.get());
      return;
    }
    Optional<Problem> problem =
        closeReason
            .or(() -> renameProblem(guest))
            .or(() -> ownerProblem(logIn.nickname(), OptionalLong.of(logIn.account())))
            .or(
                () ->
                    same.isPresent()
                        ? Optional.empty()
                        : people
                            .findOther(logIn.nickname(), guest)
                            .map(holder -> taken(logIn.nickname(), holder)));
    if (problem.isPresent()) {
      device.connection().tell(new NicknameEvent.Rejected(problem.get()));
    } else if (same.isPresent()) {
      Person person = same.get();
      List<RoomName> rooms = person.rooms();
      people.move(guest, device, person);
      device
          .connection()
          .tell(new NicknameEvent.Renamed(guest.nickname(), person.identity(), rooms));
    } else {
      people.setAccount(guest, logIn.account());
      renameAll(guest, logIn.nickname());
    }
  }

  private void update(Person person, Device device, UpdateRooms update) {
    List<RoomName> before = device.rooms();
    device.setRooms(update.rooms());
    if (update.mirrored() || person.devices().size() == 1) {
      return;
    }
    update.rooms().stream()
        .filter(room -> !before.contains(room))
        .forEach(room -> mirror(person, device, room, true));
    before.stream()
        .filter(room -> !update.rooms().contains(room))
        .forEach(room -> mirror(person, device, room, false));
  }

  private static void mirror(Person person, Device source, RoomName room, boolean entered) {
    for (Device other : person.devices()) {
      if (other != source && other.rooms().contains(room) != entered) {
        other.connection().tell(new NicknameEvent.RoomMirrored(room, entered));
      }
    }
  }

  /** The sender's copy is the receipt. The other connections of both get it, too. */
  private void send(Person sender, Device device, SendPrivate message) {
    Optional<Person> found = people.find(message.target());
    if (conversations.filter(kept -> kept.send(sender, device, message, found)).isPresent()) {
      return;
    }
    if (found.isEmpty()) {
      ServerMessage refusal =
          new ServerMessage.Refused(NicknameProblems.recipientNotFound(message.target()));
      device.connection().tell(new RoomEvent.Delivered(Batch.of(refusal), 1));
      return;
    }
    Person recipient = found.get();
    boolean toOthers = recipient != sender;
    if (toOthers) {
      deliver(recipient, new RoomEvent.Delivered(privately(sender, recipient, message, false), 0));
    }
    Batch<ServerMessage> receipt = privately(sender, recipient, message, toOthers);
    for (Device each : sender.devices()) {
      each.connection()
          .tell(
              each == device
                  ? new RoomEvent.Delivered(receipt.asOwn(), 1)
                  : new RoomEvent.Delivered(receipt, 0));
    }
    recipient
        .away()
        .ifPresent(
            note ->
                device
                    .connection()
                    .tell(new RoomEvent.Delivered(notice(awayText(recipient, note)), 0)));
  }

  private Behavior<Command> onPrivateMessageKept(PrivateMessageKept kept) {
    conversations.ifPresent(present -> present.onKept(kept));
    return this;
  }

  private void onReady(Person person, Device device) {
    conversations.ifPresent(present -> present.onReady(person, device));
  }

  private Behavior<Command> onLeftLoaded(LeftLoaded loaded) {
    conversations.ifPresent(present -> present.onLeftLoaded(loaded));
    return this;
  }

  private Behavior<Command> onLoadLeft(LoadLeft load) {
    conversations.ifPresent(present -> present.onLoadLeft(load.account()));
    return this;
  }

  private void readConversation(Person person, ReadConversation read) {
    if (conversations.isPresent()) {
      conversations.get().read(person, read);
    } else {
      ServerMessage empty =
          new ServerMessage.Answered(new Answer.Conversation(read.other(), List.of()));
      read.asker().replyTo().tell(RoomEvent.Delivered.answer(Batch.of(empty)));
    }
  }

  private static Batch<ServerMessage> privately(
      Person sender, Person recipient, SendPrivate message, boolean receipt) {
    return Batch.of(
        new ServerMessage.PrivateMessage(
            sender.nickname(), recipient.nickname(), message.text(), receipt));
  }

  private static void deliver(Person person, RoomEvent event) {
    for (Device device : person.devices()) {
      device.connection().tell(event);
    }
  }

  static String awayText(Person person, Text note) {
    return person.nickname() + " is away: " + note.toSingleLine();
  }

  private void setAway(Person person, Device device, Optional<Text> note) {
    person.setAway(note);
    String text =
        note.map(words -> "You are away now: " + words.toSingleLine()).orElse("You are back.");
    device.connection().tell(RoomEvent.Delivered.answer(notice(text)));
  }

  private void invite(Device inviter, Invite invite) {
    Optional<Invitee> invitee =
        people
            .find(invite.nickname())
            .map(
                person ->
                    new Invitee(
                        person.nickname(),
                        person.account(),
                        person.devices().stream().map(Device::connection).toList()))
            .or(
                () ->
                    owners
                        .apply(invite.nickname())
                        .map(
                            account ->
                                new Invitee(
                                    account.nickname(), OptionalLong.of(account.id()), List.of())));
    if (invitee.isEmpty()) {
      answer(inviter, new ServerMessage.Refused(NicknameProblems.notFound(invite.nickname())));
    } else {
      invite.room().tell(new ChatRoom.Invite(invitee.get(), inviter.connection().narrow()));
    }
  }

  /** Only the rooms that the asker may see. */
  private void answerWhois(Person asking, Device asker, Whois whois) {
    ServerMessage answer =
        people
            .find(whois.nickname())
            .<ServerMessage>map(
                person ->
                    new ServerMessage.Answered(
                        new Answer.Whois(
                            person.nickname(),
                            person.rooms().stream()
                                .filter(
                                    room -> profiles.sees(room, asking.account(), asking.rooms()))
                                .toList(),
                            person.since(),
                            person.away())))
            .orElseGet(
                () -> new ServerMessage.Refused(NicknameProblems.notFound(whois.nickname())));
    answer(asker, answer);
  }

  private void listSessions(Person person, Device asker) {
    List<Answer.Sessions.Session> sessions =
        person.devices().stream()
            .map(
                device ->
                    new Answer.Sessions.Session(
                        device.info().id(),
                        device.info().address(),
                        device.since(),
                        device == asker))
            .toList();
    answer(asker, new ServerMessage.Answered(new Answer.Sessions(sessions)));
  }

  private void endSession(Person person, Device asker, long id) {
    Optional<Device> ended =
        person.devices().stream().filter(device -> device.info().id() == id).findFirst();
    ended.ifPresent(
        device ->
            device
                .connection()
                .tell(new NicknameEvent.SessionEnded(NicknameProblems.SESSION_REVOKED)));
    answer(
        asker,
        ended.isPresent()
            ? new ServerMessage.Notice(Text.sanitize("Connection " + id + " ends."))
            : new ServerMessage.Refused(NicknameProblems.sessionNotFound(id)));
  }

  private static void answer(Device asker, ServerMessage answer) {
    asker.connection().tell(RoomEvent.Delivered.answer(Batch.of(answer)));
  }

  private void expect(Person person, Device device, ExpectChange expect) {
    device.setChangesPassword(expect.password());
    device.setRegistersAccount(expect.registration());
    if (!expect.registration()) {
      ownerProblem(person.nickname(), person.account()).ifPresent(problem -> end(device, problem));
    }
  }

  private Behavior<Command> onAccountChanged(AccountChanged changed) {
    Account account = changed.event().account();
    Optional<Person> person = people.findAccount(account.id());
    if (changed.event() instanceof AccountEvent.AccountRemoved) {
      person.ifPresent(owner -> end(owner, NicknameProblems.ACCOUNT_REMOVED));
    } else if (changed.event() instanceof AccountEvent.PasswordChanged) {
      person.stream()
          .flatMap(owner -> owner.devices().stream())
          .filter(device -> !device.changesPassword())
          .forEach(device -> end(device, NicknameProblems.PASSWORD_CHANGED));
    } else if (changed.event() instanceof AccountEvent.AccountRegistered) {
      account.nicknames().forEach(nickname -> take(nickname, account));
    } else if (changed.event() instanceof AccountEvent.NicknamesChanged nicknames) {
      nicknames.taken().forEach(nickname -> take(nickname, account));
    }
    return this;
  }

  /** The account owns a nickname from now on: a guest who has it must be its owner, or go. */
  private void take(Nickname nickname, Account account) {
    people
        .find(nickname)
        .filter(holder -> !holder.isAccount(account.id()))
        .ifPresent(
            holder -> {
              boolean mayBeOwner = // its request is answered after this event
                  holder.account().isEmpty()
                      && holder.devices().stream().anyMatch(Device::registersAccount);
              if (!mayBeOwner) {
                end(holder, NicknameProblems.owned(nickname));
              }
            });
  }

  private static void end(Person person, Problem problem) {
    person.devices().forEach(device -> end(device, problem));
  }

  private static void end(Device device, Problem problem) {
    device.connection().tell(new NicknameEvent.SessionEnded(problem));
  }

  private Behavior<Command> onConnectionTerminated(ConnectionTerminated terminated) {
    people
        .find(terminated.connection())
        .ifPresent(person -> disconnect(person, person.device(terminated.connection())));
    return this;
  }

  private void cancel(Person person, Device device) {
    getContext().unwatch(device.connection());
    disconnect(person, device);
  }

  private Behavior<Command> onActSaved(ActSaved saved) {
    moderation.onSaved(saved.saved());
    return this;
  }

  private Behavior<Command> onClose(Close close) {
    closeReason = Optional.of(close.reason());
    return this;
  }

  static Batch<ServerMessage> notice(String text) {
    return Batch.of(new ServerMessage.Notice(Text.sanitize(text)));
  }

  private Behavior<Command> with(PersonCommand command, DeviceAction action) {
    people
        .find(command.connection())
        .ifPresent(person -> action.run(person, person.device(command.connection())));
    return this;
  }
}
