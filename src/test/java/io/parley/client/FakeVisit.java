package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.dialect.Batch;
import io.parley.dialect.Dialect;
import io.parley.dialect.DialectCodec;
import io.parley.dialect.RegistrationStyle;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Request;
import io.parley.protocol.ServerMessage;
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
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;

/**
 * A visit without a connection: a test types, hears as the client would, and reads what it says and
 * shows. Everything happens at once, on the thread of the test.
 */
final class FakeVisit {
  static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** How much of what a script says may be on its way. */
  private static final int UNANSWERED = 3;

  private final List<ClientMessage> said = new ArrayList<>();
  private final InputTable table = new InputTable();
  private final FakeScreen screen;
  private final Memory memory;
  private final Hearing hearing;
  private final Commands commands;

  /**
   * A visit of pat.
   *
   * @param dialect the name of a dialect in which what one says comes back
   * @param carried what it has packets for
   */
  FakeVisit(FakeScreen screen, String dialect, Predicate<ClientMessage> carried) {
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
    this.memory = Memory.of(spoken, "pat", new Attention(List.of("deploy")), 1000);
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    Wording wording = screen.wording(memory.rooms(), clock);
    this.hearing = new Hearing(memory, screen, wording, clock);
    Voice voice = new Voice(spoken, PATIENCE, screen, wording, memory, this::say);
    this.commands = new Commands(screen, memory, wording, voice, FakeVisit::done);
    screen.onPageUp(commands::turnPage);
    screen.onTurn(commands::turnRoom);
  }

  FakeVisit type(String... lines) {
    for (String line : lines) {
      CompletionStage<Done> ignored = table.interpret(line).accept(commands);
    }
    return this;
  }

  FakeVisit hear(ServerMessage... messages) {
    for (ServerMessage message : messages) {
      new Drawing(screen, memory).draw(hearing.heard(message));
      assertEquals(true, memory.registering().heard(message).isEmpty());
    }
    return this;
  }

  /** What was said since the last look, exactly. */
  void expectSaid(ClientMessage... messages) {
    assertEquals(List.of(messages), said);
    said.clear();
  }

  /** What was asked for since the last look, each followed by a ping. */
  void expectAsked(Request... requests) {
    List<ClientMessage> expected = new ArrayList<>();
    for (Request request : requests) {
      expected.add(new ClientMessage.RequestMessage(request));
      expected.add(new ClientMessage.Ping());
    }
    expectSaid(expected.toArray(ClientMessage[]::new));
  }

  /** Whether more may be said by now. */
  boolean isInStep() {
    return new InStep(screen, memory.ledger(), UNANSWERED, PATIENCE)
        .next()
        .toCompletableFuture()
        .isDone();
  }

  Memory memory() {
    return memory;
  }

  FakeScreen screen() {
    return screen;
  }

  private CompletionStage<Done> say(List<ClientMessage> messages) {
    said.addAll(messages);
    return done();
  }

  private static CompletionStage<Done> done() {
    return CompletableFuture.completedFuture(Done.getInstance());
  }

  /** Has bytes for what it carries, and reads nothing. */
  private record FakeSide<O, I>(Predicate<O> carried) implements DialectCodec<O, I> {
    @Override
    public ByteString encode(O message) {
      return carried.test(message)
          ? ByteString.fromString(message.toString())
          : ByteString.emptyByteString();
    }

    @Override
    public Flow<ByteString, DecodeResult<I>, NotUsed> decoder() {
      throw new UnsupportedOperationException();
    }

    @Override
    public BidiFlow<Batch<O>, ByteString, ByteString, DecodeResult<I>, NotUsed> bidiFlow() {
      throw new UnsupportedOperationException();
    }
  }
}
