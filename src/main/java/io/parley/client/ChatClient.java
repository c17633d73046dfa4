package io.parley.client;

import io.parley.dialect.Dialect;
import io.parley.dialect.Received;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.dispatch.Dispatchers;
import org.apache.pekko.stream.ActorAttributes;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;

/** One visit to a server: from connecting until somebody leaves. */
public final class ChatClient {
  /** How the visit ended: the exit status of the program. */
  public static final int LEFT = 0;

  /** The server went away, or what was said did not come back. */
  public static final int LOST = 1;

  private static final int LINES_AT_ONCE = 1000;
  private static final Duration PERSON_WAITS = Duration.ofSeconds(1);

  private final ActorSystem<?> system;
  private final ClientSettings settings;
  private final Dialect dialect;
  private final Screen screen;
  private final InputTable inputTable = new InputTable();
  private final Transcript transcript;
  private final Ledger ledger;
  private final Registering registering;
  private final Presence presence = new Presence();
  private final Pings pings = new Pings(System::nanoTime);
  private final CompletableFuture<Integer> status = new CompletableFuture<>();
  private volatile boolean leaving;

  /** The connection there is, or is about to be: a server may speak before it is known here. */
  private volatile CompletableFuture<ServerLink> link = new CompletableFuture<>();

  /** A connection that the server ends as it refused the nickname. */
  private volatile @Nullable ServerLink givenUp;

  public ChatClient(
      ActorSystem<?> system,
      ClientSettings settings,
      Dialect dialect,
      String nickname,
      Screen screen) {
    this.system = system;
    this.settings = settings;
    this.dialect = dialect;
    this.screen = screen;
    this.transcript = new Transcript(!screen.isInteractive());
    this.ledger = new Ledger(Nickname.foreign(nickname), dialect.echoes());
    this.registering = new Registering(dialect.registration(), nickname);
  }

  /**
   * Connects, and chats until it is over.
   *
   * @return {@link #LEFT} or {@link #LOST}
   * @throws CannotConnectException if the host is unknown or none of its addresses answers
   */
  public int run(String host, int port) throws CannotConnectException {
    begin(host, port);
    keyboard(host, port).whenComplete((done, failure) -> onInputEnded(failure));
    int how = status.join();
    finish(); // also if the server went first
    return how;
  }

  /** Connects, and says what this dialect says first. */
  private void begin(String host, int port) throws CannotConnectException {
    CompletableFuture<ServerLink> next = new CompletableFuture<>();
    link = next;
    ServerLink begun = connect(host, port);
    next.complete(begun);
    begun.ended().whenComplete((done, failure) -> onEnded(begun, host + ":" + port, failure));
    registering.onConnected().ifPresent(this::say);
    if (registering.isIn()) {
      ledger.enter();
    }
  }

  /** Closes our side when all that was sent has gone out. */
  private void finish() {
    CompletableFuture<Void> ignored = link.thenAccept(ServerLink::finish);
  }

  private ServerLink connect(String host, int port) throws CannotConnectException {
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      throw new CannotConnectException(host, port, e);
    }
    CannotConnectException failure =
        new CannotConnectException(host, port, new UnknownHostException(host));
    for (InetAddress address : addresses) {
      try {
        return ServerLink.connect(
                system,
                new InetSocketAddress(address, port),
                settings.connect(),
                dialect.clientSide(),
                events())
            .toCompletableFuture()
            .join();
      } catch (CompletionException e) {
        failure = new CannotConnectException(host, port, e.getCause() == null ? e : e.getCause());
      }
    }
    throw failure;
  }

  /**
   * Counts and shows what comes. Lines that come faster than a terminal draws are drawn together,
   * on a thread of their own: a terminal that is stopped stops nothing else.
   */
  private Sink<Received<ServerMessage>, CompletionStage<Done>> events() {
    Flow<Received<ServerMessage>, List<String>, NotUsed> lines =
        Flow.<Received<ServerMessage>>create().map(this::linesOf);
    return lines
        .batch(
            LINES_AT_ONCE,
            ArrayList::new,
            (List<String> together, List<String> more) -> {
              together.addAll(more);
              return together;
            })
        .toMat(
            Sink.<List<String>>foreach(screen::show)
                .async(Dispatchers.DefaultBlockingDispatcherId()),
            Keep.right());
  }

  private List<String> linesOf(Received<ServerMessage> received) {
    return received instanceof Received.Message<ServerMessage> message
        ? heard(message.message())
        : received.accept(transcript);
  }

  private List<String> heard(ServerMessage message) {
    boolean wasRefused = registering.isRefused();
    registering.heard(message).ifPresent(this::say);
    ledger.heard(message);
    presence.heard(message);
    List<String> lines = new ArrayList<>(transcript.onMessage(message));
    if (message instanceof ServerMessage.Pong) {
      pings.answered().ifPresent(ms -> lines.add("*** The server answered after " + ms + " ms."));
    }
    if (registering.isRefused() && !wasRefused) {
      onRefused(lines);
    }
    return lines;
  }

  /** A person may think of another nickname; a script cannot. */
  private void onRefused(List<String> lines) {
    if (screen.isInteractive()) {
      givenUp = registering.mayRetry() ? null : link.getNow(null);
      screen.prompt("nickname");
      lines.add("*** Type another nickname, or /q to leave.");
    } else if (registering.mayRetry()) {
      screen.show(lines); // or else this would end before it is shown
      lines.clear();
      status.complete(LOST);
    } // else the server closes, which ends it
  }

  private CompletionStage<Done> keyboard(String host, int port) {
    Commands commands =
        new Commands(
            dialect,
            settings.stall(),
            screen,
            transcript,
            new Commands.Memory(ledger, registering, presence, pings),
            this::say,
            () -> reconnect(host, port));
    return Source.unfoldResource(() -> screen, Screen::readLine, none -> {})
        .map(inputTable::interpret)
        .takeWhile(input -> !(input instanceof Input.Quit))
        .mapAsync(1, input -> input.accept(commands))
        .withAttributes(ActorAttributes.dispatcher(Dispatchers.DefaultBlockingDispatcherId()))
        .runWith(Sink.ignore(), Materializer.matFromSystem(system));
  }

  /** A new connection for a new nickname. */
  private CompletionStage<Done> reconnect(String host, int port) {
    try {
      begin(host, port);
      return CompletableFuture.completedFuture(Done.getInstance());
    } catch (CannotConnectException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletionStage<Done> say(ClientMessage message) {
    return link.thenCompose(begun -> begun.send(message, settings.stall()));
  }

  /** A person leaves at once; a script when what it said has come back. */
  private void onInputEnded(@Nullable Throwable failure) {
    if (isTimeout(failure)) {
      screen.complain("the server takes nothing any more");
      status.complete(LOST);
    }
    if (failure
        != null) { // nearly always as nothing can be sent any more, of which the link tells itself
      finish();
      status.completeOnTimeout(LOST, settings.linger().toMillis(), TimeUnit.MILLISECONDS);
      return;
    }
    ledger.inputEnded();
    if (screen.isInteractive()) {
      leave(PERSON_WAITS);
      return;
    }
    CompletionStage<Done> settled =
        ledger
            .settled()
            .toCompletableFuture()
            .orTimeout(settings.linger().toMillis(), TimeUnit.MILLISECONDS);
    settled.whenComplete(
        (done, late) -> {
          if (late != null && !status.isDone()) {
            screen.complain(unsettled());
            status.complete(LOST);
          }
          leave(settings.linger());
        });
  }

  private static boolean isTimeout(@Nullable Throwable failure) {
    return failure instanceof TimeoutException
        || (failure != null && failure.getCause() instanceof TimeoutException);
  }

  private String unsettled() {
    long unanswered = ledger.unanswered();
    return unanswered > 0
        ? unanswered + " of the lines sent did not come back in time"
        : "the server did not answer in time";
  }

  private void leave(Duration patience) {
    leaving = true;
    if (registering.isIn()) {
      say(new ClientMessage.Quit()); // nothing, where closing says it
    }
    finish();
    status.completeOnTimeout(LEFT, patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void onEnded(ServerLink ended, String server, @Nullable Throwable failure) {
    if (ended == givenUp && !leaving) {
      return; // the next nickname gets a new connection
    }
    if (leaving) {
      status.complete(LEFT);
    } else if (!status.isDone()) {
      screen.complain(ending(server, failure));
      status.complete(LOST);
    }
  }

  private static String ending(String server, @Nullable Throwable failure) {
    if (failure == null) {
      return server + " closed the connection";
    }
    return failure instanceof UncheckedIOException unshown
        ? String.valueOf(unshown.getMessage())
        : "the connection to " + server + " was lost";
  }
}
