package io.parley.people;

import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.room.MemberMessage;
import io.parley.room.RoomEvent;
import io.parley.wire.flow.Batch;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * Owns the nicknames of the server: which one belongs to which connection. It also knows in which
 * rooms people are and who is away, and delivers what is addressed to a nickname.
 *
 * <ol>
 *   <li>It watches the connections. The termination of a connection is the only thing that frees
 *       the nickname of a person.
 *   <li>A rename has two steps, so that nobody gets a nickname that a room still shows for somebody
 *       else: the connection has both nicknames until all its rooms know the new one.
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
   */
  public record Register(Nickname nickname, ActorRef<MemberMessage> connection)
      implements Command {}

  /** Asks for the nickname of a guest, which the registry chooses. The reply is the same. */
  public record RegisterGuest(ActorRef<MemberMessage> connection) implements Command {}

  /**
   * Asks for another nickname. The reply is {@link NicknameEvent.Renamed}, after which the
   * connection tells its rooms, or {@link NicknameEvent.Rejected}.
   */
  public record Rename(Nickname nickname, ActorRef<MemberMessage> connection)
      implements PersonCommand {}

  /** All rooms know the new nickname: the previous one becomes free. */
  public record ReleasePrevious(ActorRef<MemberMessage> connection) implements PersonCommand {}

  /** The registration fails after all: the nickname becomes free, as nobody has seen it. */
  public record Cancel(ActorRef<MemberMessage> connection) implements PersonCommand {}

  /** The rooms of a person have changed. */
  public record UpdateRooms(List<RoomName> rooms, ActorRef<MemberMessage> connection)
      implements PersonCommand {}

  /**
   * Sends a text to one person. The sender gets it, too, or a problem if nobody has the nickname.
   */
  public record SendPrivate(Nickname target, Text text, ActorRef<MemberMessage> connection)
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

  /** Rejects all registrations and renames from now on. */
  public record Close(Problem reason) implements Command {}

  private record ConnectionTerminated(ActorRef<MemberMessage> connection) implements Command {}

  private final InstantSource clock;
  private final People people = new People();
  private Optional<Problem> closeReason = Optional.empty();
  private long lastGuestNumber;

  private NicknameRegistry(ActorContext<Command> context, InstantSource clock) {
    super(context);
    this.clock = clock;
  }

  /** Creates a registry without people. */
  public static Behavior<Command> create(InstantSource clock) {
    return Behaviors.setup(context -> new NicknameRegistry(context, clock));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(SendPrivate.class, message -> forPerson(message, from -> send(from, message)))
        .onMessage(Register.class, this::onRegister)
        .onMessage(RegisterGuest.class, this::onRegisterGuest)
        .onMessage(UpdateRooms.class, this::onUpdateRooms)
        .onMessage(Whois.class, whois -> forPerson(whois, asker -> answerWhois(asker, whois)))
        .onMessage(SetAway.class, away -> forPerson(away, person -> setAway(person, away.note())))
        .onMessage(Rename.class, rename -> forPerson(rename, person -> rename(person, rename)))
        .onMessage(ReleasePrevious.class, release -> forPerson(release, people::releasePrevious))
        .onMessage(Cancel.class, cancel -> forPerson(cancel, this::remove))
        .onMessage(ConnectionTerminated.class, this::onConnectionTerminated)
        .onMessage(Close.class, this::onClose)
        .build();
  }

  private Behavior<Command> onRegister(Register register) {
    return register(register.nickname(), register.connection());
  }

  /** A number is never used twice, so that a private message to one guest cannot reach another. */
  private Behavior<Command> onRegisterGuest(RegisterGuest register) {
    lastGuestNumber++;
    return register(Nickname.guest(lastGuestNumber), register.connection());
  }

  private Behavior<Command> register(Nickname nickname, ActorRef<MemberMessage> connection) {
    Optional<Problem> problem =
        closeReason.or(
            () ->
                people
                    .find(nickname)
                    .map(holder -> NicknameProblems.taken(nickname, holder.nickname())));
    if (problem.isPresent()) {
      connection.tell(new NicknameEvent.Rejected(problem.get()));
      return this;
    }
    people.add(new Person(nickname, connection, clock.instant()));
    getContext().watchWith(connection, new ConnectionTerminated(connection));
    connection.tell(new NicknameEvent.Registered(nickname));
    return this;
  }

  private void rename(Person person, Rename rename) {
    Nickname nickname = rename.nickname();
    Optional<Problem> problem =
        closeReason.or(
            () ->
                people
                    .findOther(nickname, person)
                    .map(holder -> NicknameProblems.taken(nickname, nameLike(holder, nickname))));
    if (problem.isPresent()) {
      person.connection().tell(new NicknameEvent.Rejected(problem.get()));
      return;
    }
    Nickname previous = person.nickname();
    people.releasePrevious(person);
    people.rename(person, nickname);
    person.connection().tell(new NicknameEvent.Renamed(previous, nickname));
  }

  /** Of the two nicknames of a person who is being renamed, the one that is in the way. */
  private static Nickname nameLike(Person holder, Nickname nickname) {
    return holder.previous().filter(nickname::isSame).orElseGet(holder::nickname);
  }

  private Behavior<Command> onUpdateRooms(UpdateRooms update) {
    return forPerson(update, person -> person.setRooms(update.rooms()));
  }

  /** The sender's copy is the receipt. */
  private void send(Person sender, SendPrivate message) {
    Optional<Person> found = people.find(message.target());
    if (found.isEmpty()) {
      ServerMessage refusal =
          new ServerMessage.Refused(NicknameProblems.recipientNotFound(message.target()));
      sender.connection().tell(new RoomEvent.Delivered(Batch.of(refusal), 1));
      return;
    }
    Person recipient = found.get();
    Batch<ServerMessage> batch =
        Batch.of(
            new ServerMessage.PrivateMessage(
                sender.nickname(), recipient.nickname(), message.text()));
    if (recipient != sender) {
      recipient.connection().tell(new RoomEvent.Delivered(batch, 0));
    }
    sender.connection().tell(new RoomEvent.Delivered(batch, 1));
    recipient
        .away()
        .ifPresent(
            note ->
                sender
                    .connection()
                    .tell(new RoomEvent.Delivered(notice(awayText(recipient, note)), 0)));
  }

  private static String awayText(Person person, Text note) {
    return person.nickname() + " is away: " + note.toSingleLine();
  }

  private void setAway(Person person, Optional<Text> note) {
    person.setAway(note);
    String text =
        note.map(words -> "You are away now: " + words.toSingleLine()).orElse("You are back.");
    person.connection().tell(RoomEvent.Delivered.answer(notice(text)));
  }

  private void answerWhois(Person asker, Whois whois) {
    ServerMessage answer =
        people
            .find(whois.nickname())
            .<ServerMessage>map(
                person ->
                    new ServerMessage.Answered(
                        new Answer.Whois(
                            person.nickname(), person.rooms(), person.since(), person.away())))
            .orElseGet(
                () -> new ServerMessage.Refused(NicknameProblems.notFound(whois.nickname())));
    asker.connection().tell(RoomEvent.Delivered.answer(Batch.of(answer)));
  }

  private Behavior<Command> onConnectionTerminated(ConnectionTerminated terminated) {
    people.find(terminated.connection()).ifPresent(people::remove);
    return this;
  }

  private void remove(Person person) {
    getContext().unwatch(person.connection());
    people.remove(person);
  }

  private Behavior<Command> onClose(Close close) {
    closeReason = Optional.of(close.reason());
    return this;
  }

  private static Batch<ServerMessage> notice(String text) {
    return Batch.of(new ServerMessage.Notice(Text.sanitize(text)));
  }

  private Behavior<Command> forPerson(PersonCommand command, Consumer<Person> action) {
    people.find(command.connection()).ifPresent(action);
    return this;
  }
}
