package io.parley.client.delivery;

import io.parley.client.screen.Screen;
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
 * @param maxUnanswered how much may be on its way
 * @param warningDelay how long to wait until whoever runs the script is told
 */
public record SendWindow(
    Screen screen, PendingRequests pendingRequests, int maxUnanswered, Duration warningDelay) {

  /** Completed when more may be said. */
  public CompletionStage<Done> whenOpen() {
    if (screen.isInteractive()) {
      return CompletableFuture.completedFuture(Done.getInstance());
    }
    CompletableFuture<Done> next =
        pendingRequests.whenAnswered(maxUnanswered - 1).toCompletableFuture();
    if (!next.isDone()) {
      CompletableFuture<Done> ignored =
          next.copy()
              .orTimeout(warningDelay.toMillis(), TimeUnit.MILLISECONDS)
              .whenComplete((done, late) -> warnIfLate(late));
    }
    return next;
  }

  private void warnIfLate(@Nullable Throwable late) {
    if (late != null) {
      screen.showDiagnostic("still waiting for what was said to come back");
    }
  }
}
