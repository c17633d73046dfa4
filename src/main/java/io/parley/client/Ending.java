package io.parley.client;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
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
  private volatile int left = ChatClient.LEFT;

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

  /** Waits for the end, and returns the exit status. */
  int await() {
    return status.join();
  }

  /** Nothing more can come of this visit. */
  void lost() {
    status.complete(ChatClient.LOST);
  }

  /** There will be no connection any more. */
  void giveUp() {
    boolean ignored = tellUnsaid();
    lost();
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
          if (late != null && !status.isDone()) {
            screen.complain(unsettled());
            lost();
          }
          leave(linger, ChatClient.LEFT);
        });
  }

  /** The connection is over. */
  void onEnded(String server, @Nullable Throwable failure) {
    if (leaving) {
      status.complete(left);
    } else if (!status.isDone()) {
      screen.complain(why(server, failure));
      lost();
    }
  }

  private void leaveAtOnce() {
    leave(PERSON_WAITS, tellUnsaid() ? ChatClient.LOST : ChatClient.LEFT);
  }

  /** Whether there was anything to tell. */
  private boolean tellUnsaid() {
    List<String> lines = new ArrayList<>();
    if (!memory.standing().isConnected()) {
      lines.addAll(Speech.doubts(memory.outgoing().takeSent(any -> true)));
    }
    int unsent = memory.outgoing().unsent();
    if (unsent > 0) {
      lines.add(unsent + " of the lines typed were not sent");
    }
    screen.complain(lines);
    return !lines.isEmpty();
  }

  private void leave(Duration patience, int how) {
    left = how;
    leaving = true;
    goodbye.run();
    finish.run();
    if (memory.standing().wasIn() && !memory.standing().isConnected()) {
      status.complete(left); // nobody is there to close the other side
    }
    status.completeOnTimeout(left, patience.toMillis(), TimeUnit.MILLISECONDS);
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
