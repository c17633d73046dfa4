package io.parley.access;

import static io.parley.protocol.Problem.Code.BAN_INVALID;

import io.parley.address.Network;
import io.parley.protocol.RejectedException;
import io.parley.protocol.Text;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Reads what people type for a restriction: of whom, how long and why. */
public final class RestrictionInput {
  /** The characters of a reason, which is part of one line. */
  private static final int MAX_REASON = 400;

  /** A ban of a larger network would be one of a whole provider, or of everybody. */
  private static final int MIN_IPV4_PREFIX = 16;

  private static final int MIN_IPV6_PREFIX = 32;

  /** Longer than anybody means. */
  private static final Duration MAX_DURATION = Duration.ofDays(36_500);

  private RestrictionInput() {}

  /**
   * The end of a restriction that begins now; empty if it stays until somebody lifts it.
   *
   * @throws RejectedException {@code BAN_INVALID} if the time is none, or longer than 100 years
   */
  public static Optional<Instant> until(Instant now, Optional<String> duration)
      throws RejectedException {
    if (duration.isEmpty()) {
      return Optional.empty();
    }
    Duration time =
        TimeSpan.parse(duration.get())
            .filter(span -> !span.isZero() && span.compareTo(MAX_DURATION) <= 0)
            .orElseThrow(
                () ->
                    new RejectedException(
                        BAN_INVALID, "A time is a number and s, m, h or d, such as 2h."));
    return Optional.of(now.plus(time).truncatedTo(ChronoUnit.SECONDS));
  }

  /** The address or network that is meant; empty for a nickname, which may also have a dot. */
  public static Optional<Network> address(String target) {
    if (target.indexOf('.') < 0 && target.indexOf(':') < 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(Network.parse(target));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * As {@link #address}, for a new restriction.
   *
   * @throws RejectedException {@code BAN_INVALID} if the network is larger than /16, or /32 of IPv6
   */
  public static Optional<Network> narrowAddress(String target) throws RejectedException {
    Optional<Network> address = address(target);
    if (address.isPresent() && address.get().isWider(MIN_IPV4_PREFIX, MIN_IPV6_PREFIX)) {
      throw new RejectedException(
          BAN_INVALID,
          "A network that is banned has a prefix length of at least "
              + MIN_IPV4_PREFIX
              + ", or "
              + MIN_IPV6_PREFIX
              + " for IPv6.");
    }
    return address;
  }

  /** Whether a target is a pattern of nicknames. */
  public static boolean hasWildcard(String target) {
    return target.indexOf('*') >= 0 || target.indexOf('?') >= 0;
  }

  /**
   * A reason as one line; empty if none is given.
   *
   * @throws RejectedException {@code TEXT_TOO_LONG} above 400 characters
   */
  public static Optional<Text> reason(Optional<String> raw) throws RejectedException {
    if (raw.isEmpty() || raw.get().isBlank()) {
      return Optional.empty();
    }
    Text text = Text.parse(raw.get(), MAX_REASON);
    return Optional.of(Text.sanitize(text.toSingleLine()));
  }

  /** Until when and why, for the audit. */
  public static Optional<String> detail(Optional<Instant> until, Optional<Text> reason) {
    String words =
        until.map(end -> "until " + end).orElse("")
            + (until.isPresent() && reason.isPresent() ? ": " : "")
            + reason.map(Text::value).orElse("");
    return words.isEmpty() ? Optional.empty() : Optional.of(words);
  }
}
