package io.parley.cli.bench;

import io.parley.bench.LoadSettings;
import io.parley.cli.option.DurationConverter;
import io.parley.protocol.Text;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of {@code parley bench} that define the load. */
public final class LoadOptions {
  private static final int MAX_CLIENTS = 50_000;
  private static final int MAX_IN_FLIGHT = 1000;
  private static final int MAX_MESSAGES_PER_SECOND = 10_000;

  /** One message in 17 minutes. The interval, in nanoseconds, times all senders fits a long. */
  private static final double MIN_MESSAGES_PER_SECOND = 0.001;

  private static final int DEFAULT_SENDERS = 10;
  private static final int DEFAULT_WINDOW = 4;

  @Option(
      names = "--clients",
      paramLabel = "N",
      description = "The number of clients (default: ${DEFAULT-VALUE}).")
  int clients = 100;

  @Option(
      names = "--senders",
      paramLabel = "N",
      description =
          "The number of clients that send messages (default: 10, or all if there are fewer).")
  @Nullable Integer senders;

  @ArgGroup LoadMode mode = new LoadMode();

  /** The options --window and --rate, which exclude each other. */
  static final class LoadMode {
    @Option(
        names = "--window",
        paramLabel = "N",
        description =
            "Each sender keeps N messages in flight: it sends the next one when it receives one of its own (default: 4).")
    @Nullable Integer window;

    @Option(
        names = "--rate",
        paramLabel = "N",
        description = "Each sender sends N messages per second, whether or not it receives them.")
    @Nullable Double rate;
  }

  @Option(
      names = "--size",
      paramLabel = "CHARACTERS",
      description = "The length of each message (default: ${DEFAULT-VALUE}).")
  int size = 64;

  @Option(
      names = "--ramp",
      paramLabel = "N",
      description = "Connect N clients per second (default: as fast as possible).")
  @Nullable Integer ramp;

  @Option(
      names = "--warm-up",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "The time between connecting and measuring (default: 5s).")
  Duration warmUp = Duration.ofSeconds(5);

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "The time to measure (default: 10s).")
  Duration duration = Duration.ofSeconds(10);

  /**
   * Checks the options.
   *
   * @throws ParameterException if a value is out of range
   */
  public LoadSettings toLoadSettings(CommandLine command) {
    requireRange(command, "--clients", clients, 1, MAX_CLIENTS);
    int senderCount = senders == null ? Math.min(DEFAULT_SENDERS, clients) : senders;
    requireRange(command, "--senders", senderCount, 1, Math.min(clients, LoadSettings.MAX_SENDERS));
    requireRange(command, "--size", size, LoadSettings.MIN_MESSAGE_LENGTH, Text.MAX_LIMIT);
    if (ramp != null) {
      requireRange(command, "--ramp", ramp, 1, MAX_CLIENTS);
    }
    if (duration.isZero()) {
      throw new ParameterException(command, "--duration must be longer than 0s");
    }
    return new LoadSettings(
        clients,
        senderCount,
        loadProfile(command),
        size,
        ramp == null ? OptionalInt.empty() : OptionalInt.of(ramp),
        warmUp,
        duration);
  }

  private LoadSettings.LoadProfile loadProfile(CommandLine command) {
    Double rate = mode.rate;
    if (rate != null) {
      if (!(rate >= MIN_MESSAGES_PER_SECOND && rate <= MAX_MESSAGES_PER_SECOND)) {
        throw new ParameterException(
            command,
            "--rate must be from "
                + MIN_MESSAGES_PER_SECOND
                + " to "
                + MAX_MESSAGES_PER_SECOND
                + ", but is "
                + rate);
      }
      return new LoadSettings.Rate(rate);
    }
    int window = mode.window == null ? DEFAULT_WINDOW : mode.window;
    requireRange(command, "--window", window, 1, MAX_IN_FLIGHT);
    return new LoadSettings.Window(window);
  }

  private static void requireRange(
      CommandLine command, String option, int value, int min, int max) {
    if (value < min || value > max) {
      throw new ParameterException(
          command, option + " must be from " + min + " to " + max + ", but is " + value);
    }
  }
}
