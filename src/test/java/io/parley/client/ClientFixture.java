package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.client.command.CommandHandler;
import io.parley.client.command.CommandOutcome;
import io.parley.client.command.CommandTable;
import io.parley.client.command.MessageSender;
import io.parley.client.command.UserCommand;
import io.parley.client.delivery.Outbox;
import io.parley.client.local.LocalStore;
import io.parley.client.local.StorageQueue;
import io.parley.client.local.StorageReply;
import io.parley.client.local.StorageRequest;
import io.parley.client.model.JoinSettings;
import io.parley.client.model.ScreenTraits;
import io.parley.client.model.ScreenUpdates;
import io.parley.client.render.MessageFormatter;
import io.parley.client.screen.FakeScreen;
import io.parley.client.state.ClientState;
import io.parley.client.state.MemberLists;
import io.parley.client.state.MessageFilter;
import io.parley.client.transport.ClientHeartbeat;
import io.parley.dialect.Dialect;
import io.parley.dialect.FramedDialectCodec;
import io.parley.dialect.RegistrationStyle;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Request;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.DecodeResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.util.ByteString;

/**
 * The state of a client without actor, connection and clock. A test types lines, injects received
 * messages, and reads the sent messages and shown lines. Everything runs on the thread of the test.
 */
public final class ClientFixture {
  public static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");

  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private final CommandTable commandTable = new CommandTable();
  private final FakeScreen screen;
  private final ClientState state;
  private final Outbox outbox = new Outbox();
  private final ScreenUpdates updates = new ScreenUpdates();
  private final MessageReducer reducer;
  private final CommandHandler commands;
  private final Optional<LocalStore> store;
  private final Deque<UserCommand> typed = new ArrayDeque<>();

  /**
   * The client of pat.
   *
   * @param dialect the name of a dialect whose server echoes texts
   * @param carried selects the messages that the dialect can encode
   */
  public ClientFixture(FakeScreen screen, String dialect, Predicate<ClientMessage> carried) {
    this(screen, dialect, carried, 1000);
  }

  /**
   * The client of pat.
   *
   * @param maxPending how many texts may be unanswered
   */
  public ClientFixture(
      FakeScreen screen, String dialect, Predicate<ClientMessage> carried, int maxPending) {
    this(screen, dialect, carried, maxPending, Optional.empty());
  }

  /** The client of pat, who keeps what can be kept in these files. */
  public ClientFixture(FakeScreen screen, LocalStore store) {
    this(screen, "beej", message -> true, 1000, Optional.of(store));
  }

  private ClientFixture(
      FakeScreen screen,
      String dialect,
      Predicate<ClientMessage> carried,
      int maxPending,
      Optional<LocalStore> store) {
    this.store = store;
    MemberLists members = new MemberLists();
    MessageFilter filter = new MessageFilter(List.of("deploy"), members);
    store
        .map(files -> files.loadIgnoredUsers(updates::showDiagnostic))
        .ifPresent(all -> all.forEach(filter.ignored()::add));
    Dialect spoken =
        new Dialect(
            dialect,
            new RegistrationStyle(
                RegistrationStyle.Initiator.CLIENT,
                false,
                RegistrationStyle.EarlyMessagePolicy.REFUSE,
                Nickname::parse,
                RegistrationStyle.PasswordStyle.IN_HELLO,
                true),
            true,
            dialect.equals("beej"),
            new FakeSide<>(message -> true),
            new FakeSide<>(carried));
    this.screen = screen;
    this.state =
        ClientState.create(
            spoken,
            "pat",
            members,
            filter,
            maxPending,
            new ClientHeartbeat(Duration.ofSeconds(30), Duration.ofSeconds(90), System::nanoTime),
            store
                .map(files -> StorageQueue.create(ClientTestKit.KEEP))
                .orElseGet(StorageQueue::disabled),
            CLOCK);
    ScreenTraits traits = screen.traits();
    MessageFormatter formatter = screen.formatter(state.rooms(), CLOCK, updates::showInfo);
    this.reducer = new MessageReducer(state, traits, formatter, JoinSettings.ALL, CLOCK);
    MessageSender sender = new MessageSender(spoken, traits, formatter, state, outbox, updates);
    this.commands = new CommandHandler(traits, state, formatter, sender, updates);
    screen.onPageUp(
        () -> {
          commands.showOlderPage();
          draw();
        });
    screen.onSwitchRoom(
        window -> {
          boolean selected = commands.switchRoom(window);
          draw();
          return selected;
        });
  }

  /** Types lines; each line is executed after the previous one. */
  public ClientFixture type(String... lines) {
    for (String line : lines) {
      typed.add(commandTable.parse(line));
    }
    execute();
    return this;
  }

  public ClientFixture receive(ServerMessage... messages) {
    for (ServerMessage message : messages) {
      updates.addAll(reducer.onMessage(message));
      assertEquals(true, state.registration().onMessage(message).isEmpty());
      execute();
    }
    return this;
  }

  /** Expects exactly these messages since the last call. */
  public void expectSent(ClientMessage... messages) {
    List<ClientMessage> sent = new ArrayList<>();
    for (Optional<ClientMessage> next = outbox.offerNext();
        next.isPresent();
        next = outbox.offerNext()) {
      sent.add(next.get());
      outbox.onAccepted().ifPresent(state.delivery()::onWritten);
    }
    assertEquals(List.of(messages), sent);
  }

  /** Expects exactly these requests since the last call, each followed by a ping. */
  public void expectRequests(Request... requests) {
    List<ClientMessage> expected = new ArrayList<>();
    for (Request request : requests) {
      expected.add(new ClientMessage.RequestMessage(request));
      expected.add(new ClientMessage.Ping());
    }
    expectSent(expected.toArray(ClientMessage[]::new));
  }

  public ClientState state() {
    return state;
  }

  public FakeScreen screen() {
    return screen;
  }

  private void execute() {
    while (!typed.isEmpty() && typed.peek().accept(commands) == CommandOutcome.DONE) {
      typed.remove();
    }
    draw();
  }

  /** Carries out what the storage would, and draws. */
  private void draw() {
    for (Optional<StorageRequest> next = state.storage().takeNext();
        next.isPresent();
        next = state.storage().takeNext()) {
      StorageReply reply = store.orElseThrow().execute(next.get());
      state.storage().onReply(reply);
      reply.page().map(reducer::onKeptPage).ifPresent(updates::addAll);
    }
    state.storage().takeProblems().forEach(updates::showDiagnostic);
    ScreenActor.draw(updates.take(), screen, () -> state.snapshot("chat:3490"));
  }

  /** Encodes the selected messages, and decodes nothing. */
  private record FakeSide<O, I>(Predicate<O> carried) implements FramedDialectCodec<O, I> {
    @Override
    public ByteString encode(O message) {
      return carried.test(message)
          ? ByteString.fromString(message.toString())
          : ByteString.emptyByteString();
    }

    @Override
    public BidiFlow<Batch<O>, ByteString, ByteString, DecodeResult<I>, NotUsed> bidiFlow() {
      throw new UnsupportedOperationException();
    }
  }
}
