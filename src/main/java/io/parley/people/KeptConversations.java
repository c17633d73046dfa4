package io.parley.people;

import io.parley.account.Account;
import io.parley.conversation.Correspondent;
import io.parley.conversation.KeepResult;
import io.parley.conversation.NewPrivateMessage;
import io.parley.conversation.PrivateMessages;
import io.parley.conversation.StoredPrivateMessage;
import io.parley.history.MessageKind;
import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.ServerMessage.PrivateMessage;
import io.parley.protocol.ServerMessage.PrivateMessage.Delivery;
import io.parley.protocol.ServerMessage.PrivateMessage.Kept;
import io.parley.protocol.Text;
import io.parley.room.MemberMessage;
import io.parley.room.RoomEvent;
import io.parley.wire.flow.Batch;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/**
 * Delivers private messages between accounts, which are kept. The {@link NicknameRegistry} owns it.
 *
 * <ol>
 *   <li>A message is on the disk before anybody is shown it. If that fails, the sender is told so,
 *       and nobody else gets it.
 *   <li>A message reaches the receiver once: as it is said if a connection is ready and what was
 *       left is loaded, and else with what was left when a connection is ready. The order of {@link
 *       PrivateMessages} makes sure that it is exactly one of them.
 * </ol>
 */
final class KeptConversations {
  private static final Duration RETRY_DELAY = Duration.ofSeconds(5);

  private static final Problem NOT_KEPT =
      new Problem(
          Problem.Code.TRY_LATER,
          "The message cannot be kept, so that it was not sent. Try again.");

  private static final Problem UNREADABLE =
      new Problem(
          Problem.Code.HISTORY_UNAVAILABLE, "The history cannot be read now. Try again later.");

  /** How much of what was left for an account that is here has been shown. */
  private enum Loading {
    IN_PROGRESS,
    FAILED
  }

  private final ActorContext<NicknameRegistry.Command> context;
  private final People people;
  private final Function<Nickname, Optional<Account>> owners;
  private final InstantSource clock;
  private final PrivateMessages messages;

  /** Of the accounts that have not got yet what was left for them. */
  private final Map<Long, Loading> loading = new HashMap<>();

  KeptConversations(
      ActorContext<NicknameRegistry.Command> context,
      People people,
      Function<Nickname, Optional<Account>> owners,
      InstantSource clock,
      PrivateMessages messages) {
    this.context = context;
    this.people = people;
    this.owners = owners;
    this.clock = clock;
    this.messages = messages;
  }

  /**
   * Keeps a message between two accounts, or refuses one to an account that is not here.
   *
   * @param receiver who has the nickname
   * @return false if it is neither, and this has done nothing
   */
  boolean send(
      Person sender,
      Device device,
      NicknameRegistry.SendPrivate message,
      Optional<Person> receiver) {
    Optional<Correspondent> correspondent =
        receiver.isPresent()
            ? correspondent(receiver.get())
            : owners.apply(message.target()).map(this::correspondent);
    if (correspondent.isEmpty() || (sender.account().isEmpty() && receiver.isPresent())) {
      return false;
    }
    boolean left = people.findAccount(correspondent.get().account()).isEmpty();
    if (sender.account().isEmpty()) {
      if (!left) {
        return false; // here, under another nickname
      }
      ServerMessage refusal = new ServerMessage.Refused(NicknameProblems.notHere(message.target()));
      device.connection().tell(new RoomEvent.Delivered(Batch.of(refusal), 1));
      return true;
    }
    NewPrivateMessage kept =
        new NewPrivateMessage(
            clock.instant(),
            correspondent(sender).orElseThrow(),
            correspondent.get(),
            MessageKind.CHAT,
            message.text().value());
    ActorRef<MemberMessage> connection = device.connection();
    context.pipeToSelf(
        messages.keep(kept, left),
        (result, failure) ->
            new NicknameRegistry.PrivateMessageKept(
                failure == null ? result : new KeepResult.NotStored(NOT_KEPT), left, connection));
    return true;
  }

  private static Optional<Correspondent> correspondent(Person person) {
    OptionalLong account = person.account();
    return account.isPresent()
        ? Optional.of(new Correspondent(account.getAsLong(), person.nickname().value()))
        : Optional.empty();
  }

  /** The account, by the nickname of the person who is here, or else by its main nickname. */
  private Correspondent correspondent(Account account) {
    return people
        .findAccount(account.id())
        .flatMap(KeptConversations::correspondent)
        .orElseGet(() -> new Correspondent(account.id(), account.nickname().value()));
  }

  /** The first connection of the receipt counts the text as delivered, whatever has happened. */
  void onKept(NicknameRegistry.PrivateMessageKept kept) {
    if (kept.result() instanceof KeepResult.NotStored failed) {
      ServerMessage refusal = new ServerMessage.Refused(failed.problem());
      kept.connection().tell(new RoomEvent.Delivered(Batch.of(refusal), 1));
      return;
    }
    StoredPrivateMessage message = ((KeepResult.Stored) kept.result()).message();
    long senderId = message.content().sender().account();
    long receiverId = message.content().receiver().account();
    Optional<Person> receiver = people.findAccount(receiverId);
    boolean toOthers = senderId != receiverId;
    if (toOthers) {
      receiver.ifPresent(person -> deliver(person, receiverId, message));
    }
    boolean waits = kept.left() && receiver.isEmpty();
    Batch<ServerMessage> receipt =
        Batch.of(toServerMessage(message, toOthers, waits ? Delivery.LEFT : Delivery.NOW));
    kept.connection().tell(new RoomEvent.Delivered(receipt.asOwn(), 1));
    people
        .findAccount(senderId)
        .ifPresent(
            sender ->
                sender.devices().stream()
                    .filter(Device::isReady)
                    .map(Device::connection)
                    .filter(connection -> !connection.equals(kept.connection()))
                    .forEach(each -> each.tell(new RoomEvent.Delivered(receipt, 0))));
    notice(message, receiver)
        .ifPresent(
            text ->
                kept.connection().tell(new RoomEvent.Delivered(NicknameRegistry.notice(text), 0)));
  }

  private void deliver(Person receiver, long account, StoredPrivateMessage message) {
    if (loading.containsKey(account)) {
      if (loading.get(account) == Loading.FAILED) {
        load(account); // the database is back
      }
      return;
    }
    Batch<ServerMessage> batch = Batch.of(toServerMessage(message, false, Delivery.NOW));
    if (tellReady(receiver, batch)) {
      messages.received(account, message.id());
    }
  }

  /** Returns whether anybody was told. */
  private static boolean tellReady(Person person, Batch<ServerMessage> batch) {
    List<Device> ready = person.devices().stream().filter(Device::isReady).toList();
    ready.forEach(device -> device.connection().tell(new RoomEvent.Delivered(batch, 0)));
    return !ready.isEmpty();
  }

  private static Optional<String> notice(StoredPrivateMessage message, Optional<Person> receiver) {
    if (receiver.isPresent()) {
      return receiver.get().away().map(note -> NicknameRegistry.awayText(receiver.get(), note));
    }
    String nickname = message.content().receiver().nickname();
    return Optional.of(nickname + " is not here. The message is kept for " + nickname + ".");
  }

  /** A connection of an account can show what was left for the account. */
  void onReady(Person person, Device device) {
    boolean first = person.devices().stream().noneMatch(Device::isReady);
    device.setReady(true);
    OptionalLong account = person.account();
    if (first && account.isPresent() && !loading.containsKey(account.getAsLong())) {
      load(account.getAsLong());
    }
  }

  void onLoadLeft(long account) {
    if (loading.get(account) == Loading.FAILED) {
      load(account);
    }
  }

  private void load(long account) {
    loading.put(account, Loading.IN_PROGRESS);
    context.pipeToSelf(
        messages.left(account),
        (left, failure) ->
            new NicknameRegistry.LeftLoaded(account, failure == null ? left : Optional.empty()));
  }

  /** The next connection loads it again if all have gone. */
  void onLeftLoaded(NicknameRegistry.LeftLoaded loaded) {
    long account = loaded.account();
    Optional<Person> person = people.findAccount(account);
    if (person.isEmpty() || person.get().devices().stream().noneMatch(Device::isReady)) {
      loading.remove(account);
    } else if (loaded.messages().isEmpty()) {
      loading.put(account, Loading.FAILED);
      context.scheduleOnce(RETRY_DELAY, context.getSelf(), new NicknameRegistry.LoadLeft(account));
    } else {
      loading.remove(account);
      show(person.get(), account, loaded.messages().get());
    }
  }

  private void show(Person person, long account, List<StoredPrivateMessage> left) {
    if (left.isEmpty()) {
      return;
    }
    List<ServerMessage> past =
        left.stream()
            .<ServerMessage>map(message -> toServerMessage(message, false, Delivery.PAST))
            .toList();
    if (tellReady(person, Batch.copyOf(past))) {
      messages.received(account, left.get(left.size() - 1).id());
      if (left.size() >= messages.settings().maxLeft()) {
        load(account); // there may be more
      }
    }
  }

  /** Answers who took part in the conversation, and nobody else. */
  void read(Person person, NicknameRegistry.ReadConversation read) {
    Optional<Correspondent> other =
        people
            .find(read.other())
            .flatMap(KeptConversations::correspondent)
            .or(() -> owners.apply(read.other()).map(this::correspondent));
    if (person.account().isEmpty() || other.isEmpty()) {
      answer(read, Optional.of(List.of()));
      return;
    }
    var unused =
        messages
            .before(
                person.account().getAsLong(),
                other.get().account(),
                read.before(),
                read.limit().orElse(Integer.MAX_VALUE))
            .whenComplete(
                (page, failure) -> answer(read, failure == null ? page : Optional.empty()));
  }

  /** On a thread that reads the database, too. */
  private static void answer(
      NicknameRegistry.ReadConversation read, Optional<List<StoredPrivateMessage>> page) {
    Batch<ServerMessage> answer =
        Batch.of(
            page.<ServerMessage>map(
                    messages ->
                        new ServerMessage.Answered(
                            new Answer.Conversation(
                                read.other(),
                                messages.stream()
                                    .map(each -> toServerMessage(each, false, Delivery.PAST))
                                    .toList())))
                .orElseGet(() -> new ServerMessage.Refused(UNREADABLE)));
    read.asker().transit().begin(answer);
    read.asker().replyTo().tell(RoomEvent.Delivered.answer(answer));
  }

  /** It is sanitized, as other programs may have written the database. */
  private static PrivateMessage toServerMessage(
      StoredPrivateMessage stored, boolean receipt, Delivery delivery) {
    NewPrivateMessage content = stored.content();
    return new PrivateMessage(
        Nickname.sanitize(content.sender().nickname()),
        Nickname.sanitize(content.receiver().nickname()),
        Text.sanitize(content.text()),
        receipt,
        Optional.of(new Kept(stored.id(), content.time(), delivery)));
  }
}
