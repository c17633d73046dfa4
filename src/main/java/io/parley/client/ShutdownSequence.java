package io.parley.client;

import io.parley.client.delivery.DeliveryNotices;
import io.parley.client.delivery.Outbox;
import io.parley.client.delivery.OutgoingMessage;
import io.parley.client.model.ScreenTraits;
import io.parley.client.model.ScreenUpdates;
import io.parley.client.state.ClientState;
import io.parley.client.tls.RefusedCertificateException;
import io.parley.client.transport.ConnectionAbortedException;
import io.parley.client.transport.ConnectionErrorMessages;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * The end of the client: the user leaves, or the connection is lost. Owned by the client's actor.
 *
 * <p>A person leaves at once, or after a few seconds if texts are queued. A script leaves when
 * everything that it sent is answered, as long as answers arrive, and then waits until the server
 * closes its side too.
 *
 * <p>Over TLS nothing is received after this side is closed. Where the dialect has a message that
 * says goodbye, this side therefore stays open until the server has closed its own, for a limited
 * time. Where closing says goodbye, this side is closed at once.
 */
final class ShutdownSequence {
  private static final Duration INTERACTIVE_TIMEOUT = Duration.ofSeconds(1);
  private static final ClientMessage QUIT = new ClientMessage.Quit();

  /** The event that must happen before the timeout. */
  enum Deadline {
    /** All queued texts are sent. */
    OPEN,
    /** Everything is answered. */
    SETTLED,
    /** The server closes its side. */
    CLOSED
  }

  /** What changes when the server confirms something. */
  private record Progress(long deliveryChanges, int pendingAnswers) {}

  private final ScreenTraits screen;
  private final ClientState state;
  private final Outbox outbox;
  private final ScreenUpdates updates;
  private final Duration lingerTimeout;
  private final boolean halfClose;
  private final TimerScheduler<ClientActor.Command> timers;
  private Optional<Deadline> awaited = Optional.empty();
  private Optional<Integer> status = Optional.empty();
  private int statusOnTimeout = ChatClient.LOST;
  private Progress lastProgress = new Progress(0, 0);

  /**
   * How often a person waits once more for queued texts, which are sent no faster than answered.
   */
  private int extensions = 10;

  /** Says goodbye with the reason of the user. */
  private ClientMessage quit = QUIT;

  private boolean leaving;

  /** Whether this client has said goodbye, and leaves it to the server to close the connection. */
  private boolean serverCloses;

  private boolean closesConnection;

  /** Whether the server has answered everything, or has closed its side after this client did. */
  private boolean closedCleanly;

  /** Texts that are not sent; reported last, so that no line of the chat follows. */
  private final List<OutgoingMessage> unsent = new ArrayList<>();

  /** Whether texts were reported as unsent or possibly not delivered. */
  private boolean reportedUnsent;

  /** Whether the server seems to speak another dialect, which was reported. */
  private boolean linesDoubtful;

  /**
   * The client is running.
   *
   * @param lingerTimeout how long a script waits for answers, and then for the server to close
   * @param halfClose whether something can be received after this side is closed
   */
  ShutdownSequence(
      ScreenTraits screen,
      ClientState state,
      Outbox outbox,
      ScreenUpdates updates,
      Duration lingerTimeout,
      boolean halfClose,
      TimerScheduler<ClientActor.Command> timers) {
    this.screen = screen;
    this.state = state;
    this.outbox = outbox;
    this.updates = updates;
    this.lingerTimeout = lingerTimeout;
    this.halfClose = halfClose;
    this.timers = timers;
  }

  /** The exit status, as soon as it is known. */
  Optional<Integer> status() {
    return status;
  }

  /** Whether the client ends, or is about to. */
  boolean isLeaving() {
    return leaving || status.isPresent();
  }

  /** Whether this side of the connection is to be closed when everything is sent. */
  boolean closesConnection() {
    return closesConnection && !serverCloses;
  }

  /** The client cannot continue. */
  void fail() {
    complete(ChatClient.LOST);
  }

  /**
   * There is no more input.
   *
   * @param reason why the user leaves; empty if none is given
   */
  void onInputEnded(Optional<String> reason) {
    quit = new ClientMessage.Quit(reason);
    state.answers().onInputEnded();
    boolean ignored = hasProgress();
    if (!screen.interactive()) {
      await(Deadline.SETTLED, lingerTimeout);
    } else if (state.connection().isConnected()) {
      await(Deadline.OPEN, INTERACTIVE_TIMEOUT);
    } else {
      leaveAtOnce(); // nothing can be sent
    }
    advance();
  }

  /**
   * A command could not be sent in time.
   *
   * @param timeout how long it has waited
   */
  void onInputStalled(Duration timeout) {
    updates.showDiagnostic(ConnectionErrorMessages.noAnswer(timeout));
    fail();
  }

  /** The input broke. The connection is closed, and nothing more is sent. */
  void onInputFailed() {
    closesConnection = true;
    statusOnTimeout = ChatClient.LOST;
    await(Deadline.CLOSED, lingerTimeout);
  }

  /** Continues if the awaited event has happened. */
  void advance() {
    if (awaited.equals(Optional.of(Deadline.OPEN))) {
      if (state.delivery().isOpen()) {
        leaveAtOnce();
      } else if (hasProgress() && --extensions > 0) {
        await(Deadline.OPEN, INTERACTIVE_TIMEOUT);
      }
    } else if (awaited.equals(Optional.of(Deadline.SETTLED))) {
      if (state.isSettled()) {
        closedCleanly = true;
        leave(lingerTimeout);
      } else if (hasProgress()) {
        await(Deadline.SETTLED, lingerTimeout); // a server may slow this client down
      }
    }
  }

  /** Whether something was confirmed since the last call. */
  private boolean hasProgress() {
    Progress before = lastProgress;
    lastProgress = new Progress(state.delivery().changes(), state.answers().pendingCount());
    return !lastProgress.equals(before);
  }

  /** The awaited event did not happen in time. */
  void onTimeout(Deadline deadline) {
    if (!awaited.equals(Optional.of(deadline))) {
      return;
    }
    switch (deadline) {
      case OPEN -> leaveAtOnce();
      case SETTLED -> {
        if (state.connection().wasRegistered() && !state.connection().isConnected()) {
          await(Deadline.SETTLED, lingerTimeout); // the reconnector gives up in time
          return;
        }
        if (status.isEmpty()) {
          updates.showDiagnostic(unansweredMessage());
          fail();
        }
        leave(lingerTimeout);
      }
      case CLOSED -> {
        if (serverCloses) {
          serverCloses = false;
          await(Deadline.CLOSED, INTERACTIVE_TIMEOUT);
        } else {
          complete(statusOnTimeout);
        }
      }
    }
  }

  /** The connection has ended, and no further attempt is made. */
  void onConnectionEnded(String server, Optional<Throwable> failure) {
    onConnectionEnded(server, failure, Optional.empty());
  }

  /**
   * The same, with the reason that the server has given. Among the lines of the chat it would
   * disappear together with the windows.
   */
  void onConnectionEnded(String server, Optional<Throwable> failure, Optional<Problem> reason) {
    if (leaving) {
      closedCleanly |= failure.isEmpty();
      complete(ChatClient.LEFT);
    } else if (status.isEmpty()) {
      String why =
          reason
              .filter(any -> screen.windows())
              .map(problem -> ": " + problem.message())
              .orElse("");
      updates.showDiagnostic(describeEnd(server, failure) + why);
      fail();
    }
  }

  /** The user has logged out, and the server says so. */
  void onLoggedOut(String message) {
    if (status.isEmpty()) {
      updates.showDiagnostic(message);
      closedCleanly = true;
      complete(ChatClient.LEFT);
    }
  }

  /** The server speaks another dialect. */
  void onUnanswered(String reason) {
    if (status.isEmpty()) {
      updates.showDiagnostic(reason);
      fail();
    }
  }

  /** After a reconnect the server has a certificate that is not accepted. */
  void onCertificateRefused(String server, RefusedCertificateException refused) {
    if (status.isEmpty()) {
      updates.showDiagnostic("cannot connect to " + server + " again: " + refused.getMessage());
      refused.details().forEach(updates::showDiagnostic);
      fail();
    }
  }

  /** A script cannot know whether the server has understood its lines. */
  void onLinesDoubtful() {
    linesDoubtful = !screen.interactive();
  }

  /** The screen can no longer be drawn. */
  void onDrawFailed(String reason) {
    onConnectionEnded("", Optional.of(new UncheckedIOException(reason, new java.io.IOException())));
  }

  /** Reports the remaining texts, and returns the exit status. */
  int finalStatus() {
    int known = status.orElse(ChatClient.LOST);
    if (known == ChatClient.LOST || !closedCleanly) {
      report(DeliveryNotices.doubtful(state.delivery().takeSent(any -> true)));
    }
    takeUnsent();
    report(DeliveryNotices.unsent(unsent));
    return reportedUnsent || linesDoubtful ? ChatClient.LOST : known;
  }

  /** Why a connection has ended. */
  static String describeEnd(String server, Optional<Throwable> failure) {
    if (failure.isEmpty()) {
      return server + " closed the connection";
    }
    Throwable cause = failure.get();
    return cause instanceof UncheckedIOException || cause instanceof ConnectionAbortedException
        ? String.valueOf(cause.getMessage())
        : "the connection to " + server + " was lost";
  }

  private void leaveAtOnce() {
    takeUnsent(); // none of them is sent from now on
    leave(INTERACTIVE_TIMEOUT);
  }

  private void leave(Duration timeout) {
    leaving = true;
    closesConnection = true;
    if (state.registration().isRegistered()) {
      state.readMarks().takeLast().stream()
          .map(ClientMessage.RequestMessage::new)
          .forEach(outbox::add);
      ClientMessage goodbye = state.capabilities().supports(quit) ? quit : QUIT;
      outbox.add(goodbye); // nothing, where closing says it
      serverCloses = !halfClose && state.capabilities().supports(goodbye);
    }
    if (state.connection().wasRegistered() && !state.connection().isConnected()) {
      complete(ChatClient.LEFT); // there is no server to close the other side
    }
    statusOnTimeout = ChatClient.LEFT;
    await(Deadline.CLOSED, timeout);
  }

  private void await(Deadline deadline, Duration timeout) {
    awaited = Optional.of(deadline);
    timers.startSingleTimer(
        ClientActor.TimerKey.SHUTDOWN, new ClientActor.ShutdownTimeout(deadline), timeout);
  }

  private void complete(int exitStatus) {
    if (status.isEmpty()) {
      status = Optional.of(exitStatus);
    }
  }

  private void takeUnsent() {
    unsent.addAll(state.delivery().takeUnsent(any -> true));
  }

  private void report(List<String> lines) {
    lines.forEach(updates::showDiagnostic);
    reportedUnsent |= !lines.isEmpty();
  }

  private String unansweredMessage() {
    int unanswered = Math.max(state.answers().pendingCount(), state.delivery().size());
    return unanswered > 0
        ? "the server did not confirm " + unanswered + " of the lines sent in time"
        : "the server did not answer in time";
  }
}
