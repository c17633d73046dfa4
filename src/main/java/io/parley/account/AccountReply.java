package io.parley.account;

import io.parley.protocol.Problem;
import java.time.Instant;
import java.util.Optional;

/** The result of a request to the accounts. */
public sealed interface AccountReply<T> {

  /** The accounts cannot carry a request out, or not in time. */
  Problem UNAVAILABLE =
      new Problem(
          Problem.Code.TRY_LATER, "The accounts are busy or not available. Try again later.");

  /** The request was carried out, and what it changed is stored. */
  record Success<T>(T value) implements AccountReply<T> {}

  /**
   * The request was refused. Nothing was changed, except if the code is {@code TRY_LATER} and the
   * database did not answer in time: then it may have been carried out.
   *
   * @param until when the same request may succeed, of a {@code LOCKED_OUT}
   */
  record Refused<T>(Problem problem, Optional<Instant> until) implements AccountReply<T> {
    public Refused(Problem problem) {
      this(problem, Optional.empty());
    }
  }

  /** The accounts cannot carry the request out, or not in time. */
  static <T> AccountReply<T> unavailable() {
    return new Refused<>(UNAVAILABLE);
  }
}
