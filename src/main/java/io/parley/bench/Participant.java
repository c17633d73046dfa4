package io.parley.bench;

import io.parley.client.CannotConnectException;
import io.parley.client.Connector;
import io.parley.client.Registering;
import io.parley.dialect.Dialect;
import io.parley.dialect.DialectCodec;
import io.parley.dialect.RegistrationStyle;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.DecodeResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;

/** One client of a run. */
final class Participant implements DecodeResult.Handler<ServerMessage, Done> {
  private final int run;
  private final int number;
  private final int size;
  private final boolean answersItself;
  private final Duration patience;
  private final DialectCodec<ClientMessage, ServerMessage> side;
  private final Registering registering;
  private final Tally tally;
  private final Reception reception;
  private final CompletableFuture<Done> refusal = new CompletableFuture<>();
  private final CompletableFuture<Line> line = new CompletableFuture<>();
  private int said; // guarded by this
  private boolean silent; // guarded by this
  private volatile long heard;
  private volatile boolean leaving;

  /**
   * One that has not come yet.
   *
   * @param number from 0; those below {@code load.senders()} talk
   * @param patience how long the server may take for anything
   */
  Participant(int run, int number, Load load, Dialect dialect, Tally tally, Duration patience) {
    this.run = run;
    this.number = number;
    this.size = load.size();
    this.answersItself = number < load.senders() && load.talk() instanceof Load.Window;
    this.patience = patience;
    this.side = dialect.clientCodec();
    this.registering = new Registering(dialect.registration(), "b%04x-%d".formatted(run, number));
    this.tally = tally;
    this.reception =
        new Reception(
            load.senders(), dialect.registration().initiator() == RegistrationStyle.Initiator.NONE);
  }

  /** Connects, and is let in; fails with the reason if not. Blocks while it connects. */
  CompletionStage<Done> join(Connector connector, String host, int port)
      throws CannotConnectException {
    Line begun =
        connector.connect(
            host,
            port,
            socket ->
                Line.over(
                    socket,
                    side,
                    Sink.foreach(received -> received.accept(this)),
                    Materializer.matFromSystem(connector.system())));
    line.complete(begun);
    begun.ended().whenComplete((done, failure) -> onEnded());
    registering.onConnected().ifPresent(begun::offer);
    return CompletableFuture.anyOf(registering.in(patience).toCompletableFuture(), refusal)
        .thenApply(any -> Done.getInstance());
  }

  /**
   * Says the next message.
   *
   * @param due when it is to be said, as {@link System#nanoTime} has it
   */
  synchronized void say(long due) {
    if (!silent) {
      if (send(new ClientMessage.Chat(new Payload(run, number, said, due).text(size)))) {
        said++;
      } else {
        tally.countUnsaid();
      }
    }
  }

  /** Says nothing from now on; how much it has said. */
  synchronized int fallSilent() {
    silent = true;
    return said;
  }

  /** How many different messages it has heard. Thread-safe. */
  long heard() {
    return heard;
  }

  /** What it has heard; to be looked at when nothing comes any more. */
  Reception reception() {
    return reception;
  }

  /** Leaves. */
  void leave() {
    leaving = true;
    CompletableFuture<Void> ignored = line.thenAccept(Line::finish);
  }

  /** Whether the server has taken what waited before. */
  private boolean send(ClientMessage message) {
    return line.join().offer(message); // joined: it is connected before anybody speaks
  }

  private void onEnded() {
    String why = "the server closed a connection";
    refusal.completeExceptionally(new BenchException(why));
    if (!leaving && registering.isIn()) {
      tally.countLost(why);
    }
  }

  @Override
  public Done onMalformed(Problem problem) {
    tally.countWrong(problem.message());
    return Done.getInstance();
  }

  @Override
  public Done onUnrecoverable(Problem problem) {
    return onMalformed(problem);
  }

  @Override
  public Done onMessage(ServerMessage message) {
    if (message instanceof ServerMessage.Chatted chatted) {
      Payload.read(chatted.text().value(), run).ifPresent(this::onPayload);
    } else if (!registering.isIn()) {
      registering.heard(message).ifPresent(this::answer);
      if (message instanceof ServerMessage.Refused refused) {
        refusal.completeExceptionally(new BenchException(refused.problem().message()));
      }
    } else if (message instanceof ServerMessage.Refused refused) {
      tally.countWrong(refused.problem().message());
    }
    return Done.getInstance();
  }

  /** The server may speak before it is known here that it is connected. */
  private void answer(ClientMessage message) {
    CompletableFuture<Void> ignored = line.thenAccept(begun -> begun.offer(message));
  }

  private void onPayload(Payload payload) {
    tally.countDelivered(payload.due());
    reception.heard(payload.sender(), payload.sequence());
    heard = reception.heard();
    if (answersItself && payload.sender() == number) {
      say(System.nanoTime());
    }
  }
}
