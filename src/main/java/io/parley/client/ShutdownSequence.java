package io.parley.client;

import io.parley.client.command.TextSender;
import io.parley.client.screen.Screen;
import io.parley.client.state.ClientState;
import io.parley.client.transport.ConnectionAbortedException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/** How a visit ends: by whoever leaves, or by a server that went away. Thread-safe. */
final class ShutdownSequence {
  private static final Duration INTERACTIVE_TIMEOUT = Duration.ofSeconds(1);

  private final Screen screen;
  private final ClientState state;
  private final Duration lingerTimeout;
  private final Runnable sendQuit;
  private final Runnable finish;
  private final CompletableFuture<Integer> status = new CompletableFuture<>();
  private volatile boolean leaving;

  /** Whether the server has answered all that was said, or has closed after this client did. */
  private volatile boolean closedCleanly;

  /** Whether lines are left of which somebody was told: that is no way to leave well. */
  private volatile boolean reportedUnsent;

  /**
   * The end of one visit.
   *
   * @param linger how long to wait for what was said to come back, and then for the server to close
   * @param goodbye says that this client leaves
   * @param finish closes our side when all that was sent has gone out
   */
  ShutdownSequence(
      Screen screen, ClientState memory, Duration linger, Runnable goodbye, Runnable finish) {
    this.screen = screen;
    this.state = memory;
    this.lingerTimeout = linger;
    this.sendQuit = goodbye;
    this.finish = finish;
  }

  /**
   * Waits for the end, tells of the lines that are left, and returns the exit status. It is told
   * here as every visit ends here, whatever ended it.
   */
  int awaitExitStatus() {
    int how = status.join();
    if (how == ChatClient.LOST || !closedCleanly) {
      report(TextSender.doubtfulLines(state.outgoing().takeSent(any -> true)));
    }
    reportUnsent();
    return reportedUnsent ? ChatClient.LOST : how;
  }

  /** Nothing more can come of this visit. */
  void fail() {
    status.complete(ChatClient.LOST);
  }

  /** Whether the exit status is known. */
  boolean isDone() {
    return status.isDone();
  }

  /** Whether it is over, or nobody wants it to go on. */
  boolean isLeaving() {
    return leaving || status.isDone();
  }

  /** A person leaves at once; a script when what it said has come back. */
  void onInputEnded(@Nullable Throwable failure) {
    if (isTimeout(failure)) {
      screen.showDiagnostic("the server takes nothing any more");
      fail();
    }
    if (failure
        != null) { // nearly always as nothing can be sent any more, of which the link tells itself
      finish.run();
      status.completeOnTimeout(ChatClient.LOST, lingerTimeout.toMillis(), TimeUnit.MILLISECONDS);
      return;
    }
    state.pendingRequests().onInputEnded();
    if (screen.isInteractive()) {
      if (state.connection().isConnected()) { // or else nothing is to be waited for
        CompletionStage<Done> ignored =
            state
                .outgoing()
                .whenOpen(INTERACTIVE_TIMEOUT)
                .whenComplete((open, late) -> leaveImmediately());
      } else {
        leaveImmediately();
      }
      return;
    }
    CompletionStage<Done> settled =
        state
            .pendingRequests()
            .whenSettled()
            .toCompletableFuture()
            .orTimeout(lingerTimeout.toMillis(), TimeUnit.MILLISECONDS);
    settled.whenComplete(
        (done, late) -> {
          if (late == null) {
            closedCleanly = true;
          } else if (!status.isDone()) {
            screen.showDiagnostic(unansweredMessage());
            fail();
          }
          leave(lingerTimeout);
        });
  }

  /** The connection is over. */
  void onConnectionEnded(String server, @Nullable Throwable failure) {
    if (leaving) {
      if (failure == null) {
        closedCleanly = true;
      }
      status.complete(ChatClient.LEFT);
    } else if (!status.isDone()) {
      screen.showDiagnostic(describeEnd(server, failure));
      fail();
    }
  }

  private void leaveImmediately() {
    reportUnsent(); // none of it is sent then: some may be on its way into a new connection
    leave(INTERACTIVE_TIMEOUT);
  }

  private void reportUnsent() {
    report(TextSender.unsentLines(state.outgoing().takeUnsent(any -> true)));
  }

  private void report(List<String> left) {
    left.forEach(screen::showDiagnostic);
    if (!left.isEmpty()) {
      reportedUnsent = true;
    }
  }

  private void leave(Duration patience) {
    leaving = true;
    sendQuit.run();
    finish.run();
    if (state.connection().wasRegistered() && !state.connection().isConnected()) {
      status.complete(ChatClient.LEFT); // nobody is there to close the other side
    }
    status.completeOnTimeout(ChatClient.LEFT, patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static boolean isTimeout(@Nullable Throwable failure) {
    return failure instanceof TimeoutException
        || (failure != null && failure.getCause() instanceof TimeoutException);
  }

  private String unansweredMessage() {
    long unanswered = Math.max(state.pendingRequests().unansweredCount(), state.outgoing().size());
    return unanswered > 0
        ? unanswered + " of the lines sent did not come back in time"
        : "the server did not answer in time";
  }

  /** Why a connection has ended. */
  static String describeEnd(String server, @Nullable Throwable failure) {
    if (failure == null) {
      return server + " closed the connection";
    }
    return failure instanceof UncheckedIOException || failure instanceof ConnectionAbortedException
        ? String.valueOf(failure.getMessage())
        : "the connection to " + server + " was lost";
  }
}
