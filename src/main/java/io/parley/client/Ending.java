package io.parley.client;

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
final class Ending {
  private static final Duration PERSON_WAITS = Duration.ofSeconds(1);

  private final Screen screen;
  private final Memory memory;
  private final Duration linger;
  private final Runnable goodbye;
  private final Runnable finish;
  private final CompletableFuture<Integer> status = new CompletableFuture<>();
  private volatile boolean leaving;

  /** Whether the server has answered all that was said, or has closed after this client did. */
  private volatile boolean parted;

  /** Whether lines are left of which somebody was told: that is no way to leave well. */
  private volatile boolean told;

  /**
   * The end of one visit.
   *
   * @param linger how long to wait for what was said to come back, and then for the server to close
   * @param goodbye says that this client leaves
   * @param finish closes our side when all that was sent has gone out
   */
  Ending(Screen screen, Memory memory, Duration linger, Runnable goodbye, Runnable finish) {
    this.screen = screen;
    this.memory = memory;
    this.linger = linger;
    this.goodbye = goodbye;
    this.finish = finish;
  }

  /**
   * Waits for the end, tells of the lines that are left, and returns the exit status. It is told
   * here as every visit ends here, whatever ended it.
   */
  int await() {
    int how = status.join();
    if (how == ChatClient.LOST || !parted) {
      tell(Speech.doubts(memory.outgoing().takeSent(any -> true)));
    }
    tellUnsent();
    return told ? ChatClient.LOST : how;
  }

  /** Nothing more can come of this visit. */
  void lost() {
    status.complete(ChatClient.LOST);
  }

  /** Whether the exit status is known. */
  boolean isOver() {
    return status.isDone();
  }

  /** Whether it is over, or nobody wants it to go on. */
  boolean isLeaving() {
    return leaving || status.isDone();
  }

  /** A person leaves at once; a script when what it said has come back. */
  void onInputEnded(@Nullable Throwable failure) {
    if (isTimeout(failure)) {
      screen.complain("the server takes nothing any more");
      lost();
    }
    if (failure
        != null) { // nearly always as nothing can be sent any more, of which the link tells itself
      finish.run();
      status.completeOnTimeout(ChatClient.LOST, linger.toMillis(), TimeUnit.MILLISECONDS);
      return;
    }
    memory.ledger().inputEnded();
    if (screen.isInteractive()) {
      if (memory.standing().isConnected()) { // or else nothing is to be waited for
        CompletionStage<Done> ignored =
            memory.outgoing().opened(PERSON_WAITS).whenComplete((open, late) -> leaveAtOnce());
      } else {
        leaveAtOnce();
      }
      return;
    }
    CompletionStage<Done> settled =
        memory
            .ledger()
            .settled()
            .toCompletableFuture()
            .orTimeout(linger.toMillis(), TimeUnit.MILLISECONDS);
    settled.whenComplete(
        (done, late) -> {
          if (late == null) {
            parted = true;
          } else if (!status.isDone()) {
            screen.complain(unsettled());
            lost();
          }
          leave(linger);
        });
  }

  /** The connection is over. */
  void onEnded(String server, @Nullable Throwable failure) {
    if (leaving) {
      if (failure == null) {
        parted = true;
      }
      status.complete(ChatClient.LEFT);
    } else if (!status.isDone()) {
      screen.complain(why(server, failure));
      lost();
    }
  }

  private void leaveAtOnce() {
    tellUnsent(); // none of it is sent then: some may be on its way into a new connection
    leave(PERSON_WAITS);
  }

  private void tellUnsent() {
    tell(Speech.unsent(memory.outgoing().takeUnsent(any -> true)));
  }

  private void tell(List<String> left) {
    left.forEach(screen::complain);
    if (!left.isEmpty()) {
      told = true;
    }
  }

  private void leave(Duration patience) {
    leaving = true;
    goodbye.run();
    finish.run();
    if (memory.standing().wasIn() && !memory.standing().isConnected()) {
      status.complete(ChatClient.LEFT); // nobody is there to close the other side
    }
    status.completeOnTimeout(ChatClient.LEFT, patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static boolean isTimeout(@Nullable Throwable failure) {
    return failure instanceof TimeoutException
        || (failure != null && failure.getCause() instanceof TimeoutException);
  }

  private String unsettled() {
    long unanswered = Math.max(memory.ledger().unanswered(), memory.outgoing().size());
    return unanswered > 0
        ? unanswered + " of the lines sent did not come back in time"
        : "the server did not answer in time";
  }

  /** Why a connection has ended. */
  static String why(String server, @Nullable Throwable failure) {
    if (failure == null) {
      return server + " closed the connection";
    }
    return failure instanceof UncheckedIOException || failure instanceof TornDownException
        ? String.valueOf(failure.getMessage())
        : "the connection to " + server + " was lost";
  }
}
