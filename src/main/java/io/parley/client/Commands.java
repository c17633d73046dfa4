package io.parley.client;

import io.parley.dialect.Dialect;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.pekko.Done;

/** Does what is typed. What the dialect cannot carry, or comes too early, is not sent but told. */
final class Commands implements Input.Handler<CompletionStage<Done>> {

  /** The way to the server. */
  interface Server {
    CompletionStage<Done> say(ClientMessage message);
  }

  /** What is known of the visit so far. */
  record Memory(Ledger ledger, Registering registering, Presence presence, Pings pings) {}

  private final Dialect dialect;
  private final Duration patience;
  private final Screen screen;
  private final Transcript transcript;
  private final Memory memory;
  private final Server server;
  private final Supplier<CompletionStage<Done>> reconnect;

  /**
   * The commands of one visit.
   *
   * @param patience how long to wait until this client is in, before it speaks
   * @param reconnect makes a new connection, for another nickname
   */
  Commands(
      Dialect dialect,
      Duration patience,
      Screen screen,
      Transcript transcript,
      Memory memory,
      Server server,
      Supplier<CompletionStage<Done>> reconnect) {
    this.dialect = dialect;
    this.patience = patience;
    this.screen = screen;
    this.transcript = transcript;
    this.memory = memory;
    this.server = server;
    this.reconnect = reconnect;
  }

  @Override
  public CompletionStage<Done> onSay(Input.Say say) {
    return memory.registering().isRefused()
        ? rename(say.text().strip())
        : speak(
            say.text(),
            new ClientMessage.Chat(Text.clean(say.text()).value()),
            new ServerMessage.Chatted(self(), Text.clean(say.text())));
  }

  @Override
  public CompletionStage<Done> onTell(Input.Tell tell) {
    ClientMessage message =
        new ClientMessage.PrivateMessage(tell.target(), Text.clean(tell.text()).value());
    return isCarried(message)
        ? speak(
            tell.text(),
            message,
            new ServerMessage.PrivateMessage(
                self(), Nickname.foreign(tell.target()), Text.clean(tell.text())))
        : show("*** This server's protocol has no private messages.");
  }

  @Override
  public CompletionStage<Done> onNames(Input.Names names) {
    screen.show(
        memory
            .presence()
            .now()
            .map(transcript::onPresent)
            .orElse(List.of("*** This server's protocol does not tell who is here.")));
    return done();
  }

  @Override
  public CompletionStage<Done> onPing(Input.Ping ping) {
    if (!isCarried(new ClientMessage.Ping())) {
      return show("*** This server's protocol has no ping.");
    }
    if (memory.registering().mustWait()) {
      return show("*** You are not in yet.");
    }
    memory.pings().asked();
    return server.say(new ClientMessage.Ping());
  }

  @Override
  public CompletionStage<Done> onShow(Input.Show show) {
    screen.show(show.lines());
    return done();
  }

  @Override
  public CompletionStage<Done> onQuit(Input.Quit quit) {
    return done();
  }

  /** Says something once this client is in, and shows it if it will not come back. */
  private CompletionStage<Done> speak(String typed, ClientMessage message, ServerMessage own) {
    if (typed.codePointCount(0, typed.length()) > Text.LONGEST) {
      screen.complain("a line of more than " + Text.LONGEST + " characters was not sent");
      return done();
    }
    if (memory.registering().mustWait() && screen.isInteractive()) {
      return show("*** You are not in yet; that was not sent.");
    }
    memory.ledger().sent();
    if (!dialect.echoes() && screen.isInteractive()) {
      screen.show(transcript.onMessage(own));
    }
    if (!memory.registering().mustWait()) {
      return server.say(message);
    }
    return memory
        .registering()
        .in()
        .toCompletableFuture()
        .copy()
        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .thenCompose(in -> server.say(message));
  }

  /** Takes another nickname, after one was refused. */
  private CompletionStage<Done> rename(String nickname) {
    screen.prompt(nickname);
    memory.ledger().rename(Nickname.foreign(nickname));
    Optional<ClientMessage> answer = memory.registering().retry(nickname);
    if (!memory.registering().mayRetry()) {
      return reconnect.get();
    }
    answer.ifPresent(server::say);
    return done();
  }

  private Nickname self() {
    return Nickname.foreign(memory.registering().nickname());
  }

  private boolean isCarried(ClientMessage message) {
    return dialect.clientSide().encode(message).nonEmpty();
  }

  private CompletionStage<Done> show(String line) {
    screen.show(List.of(line));
    return done();
  }

  private static CompletionStage<Done> done() {
    return CompletableFuture.completedFuture(Done.getInstance());
  }
}
