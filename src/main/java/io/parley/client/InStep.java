package io.parley.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a script from running far ahead of what comes back, however long that takes: neither this
 * program nor the server then piles up what nobody reads. A person is as slow as that anyway.
 *
 * @param unanswered how much may be on its way
 * @param patience how long to wait until whoever runs the script is told
 */
record InStep(Screen screen, Ledger ledger, int unanswered, Duration patience) {

  /** Completed when more may be said. */
  CompletionStage<Done> next() {
    if (screen.isInteractive()) {
      return CompletableFuture.completedFuture(Done.getInstance());
    }
    CompletableFuture<Done> next = ledger.caughtUp(unanswered - 1).toCompletableFuture();
    if (!next.isDone()) {
      CompletableFuture<Done> ignored =
          next.copy()
              .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
              .whenComplete((done, late) -> tellOfWaiting(late));
    }
    return next;
  }

  private void tellOfWaiting(@Nullable Throwable late) {
    if (late != null) {
      screen.complain("still waiting for what was said to come back");
    }
  }
}
