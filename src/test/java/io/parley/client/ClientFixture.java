package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.client.command.CommandHandler;
import io.parley.client.command.CommandTable;
import io.parley.client.command.MessageSender;
import io.parley.client.delivery.SendWindow;
import io.parley.client.render.MessageFormatter;
import io.parley.client.screen.FakeScreen;
import io.parley.client.screen.ScreenRenderer;
import io.parley.client.state.ClientState;
import io.parley.client.state.MessageFilter;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.util.ByteString;

/**
 * A visit without a connection: a test types, hears as the client would, and reads what it says and
 * shows. Everything happens at once, on the thread of the test.
 */
public final class ClientFixture {
  public static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** How much of what a script says may be on its way. */
  private static final int UNANSWERED = 3;

  private final List<ClientMessage> sent = new ArrayList<>();
  private final CommandTable commandTable = new CommandTable();
  private final FakeScreen screen;
  private final ClientState state;
  private final MessageReducer reducer;
  private final CommandHandler commands;

  /**
   * A visit of pat.
   *
   * @param dialect the name of a dialect in which what one says comes back
   * @param carried what it has packets for
   */
  public ClientFixture(FakeScreen screen, String dialect, Predicate<ClientMessage> carried) {
    Dialect spoken =
        new Dialect(
            dialect,
            new RegistrationStyle(
                RegistrationStyle.Initiator.CLIENT,
                false,
                RegistrationStyle.EarlyMessagePolicy.REFUSE,
                Nickname::parse),
            true,
            dialect.equals("beej"),
            new FakeSide<>(message -> true),
            new FakeSide<>(carried));
    this.screen = screen;
    this.state = ClientState.create(spoken, "pat", new MessageFilter(List.of("deploy")), 1000);
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    MessageFormatter wording = screen.formatter(state.rooms(), clock);
    this.reducer = new MessageReducer(state, screen, wording, clock);
    MessageSender voice = new MessageSender(spoken, PATIENCE, screen, wording, state, this::send);
    this.commands = new CommandHandler(screen, state, wording, voice, ClientFixture::done);
    screen.onPageUp(commands::showOlderPage);
    screen.onSwitchRoom(commands::switchRoom);
  }

  public ClientFixture type(String... lines) {
    for (String line : lines) {
      CompletionStage<Done> ignored = commandTable.parse(line).accept(commands);
    }
    return this;
  }

  public ClientFixture receive(ServerMessage... messages) {
    for (ServerMessage message : messages) {
      new ScreenRenderer(screen, state).draw(reducer.onMessage(message));
      assertEquals(true, state.registration().onMessage(message).isEmpty());
    }
    return this;
  }

  /** What was said since the last look, exactly. */
  public void expectSent(ClientMessage... messages) {
    assertEquals(List.of(messages), sent);
    sent.clear();
  }

  /** What was asked for since the last look, each followed by a ping. */
  public void expectRequests(Request... requests) {
    List<ClientMessage> expected = new ArrayList<>();
    for (Request request : requests) {
      expected.add(new ClientMessage.RequestMessage(request));
      expected.add(new ClientMessage.Ping());
    }
    expectSent(expected.toArray(ClientMessage[]::new));
  }

  /** Whether more may be said by now. */
  public boolean isSendWindowOpen() {
    return new SendWindow(screen, state.pendingRequests(), UNANSWERED, PATIENCE)
        .whenOpen()
        .toCompletableFuture()
        .isDone();
  }

  public ClientState state() {
    return state;
  }

  public FakeScreen screen() {
    return screen;
  }

  private CompletionStage<Done> send(List<ClientMessage> messages) {
    sent.addAll(messages);
    return done();
  }

  private static CompletionStage<Done> done() {
    return CompletableFuture.completedFuture(Done.getInstance());
  }

  /** Has bytes for what it carries, and reads nothing. */
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
