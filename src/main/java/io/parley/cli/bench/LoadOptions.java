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

/** The options of {@code parley bench} that say what is put on the server. */
public final class LoadOptions {
  private static final int MAX_CLIENTS = 50_000;
  private static final int MAX_IN_FLIGHT = 1000;
  private static final int MAX_MESSAGES_PER_SECOND = 10_000;
  private static final int DEFAULT_SENDERS = 10;
  private static final int DEFAULT_WINDOW = 4;

  @Option(
      names = "--clients",
      paramLabel = "N",
      description = "How many connect; ${DEFAULT-VALUE} unless given.")
  int clients = 100;

  @Option(
      names = "--senders",
      paramLabel = "N",
      description = "How many of them talk; 10 unless given, or all if they are fewer.")
  @Nullable Integer senders;

  @ArgGroup LoadMode mode = new LoadMode();

  /** One of two ways to talk. */
  static final class LoadMode {
    @Option(
        names = "--window",
        paramLabel = "N",
        description =
            "Each sender has so many messages on the way at once, and says the next when one is back; 4 unless given.")
    @Nullable Integer window;

    @Option(
        names = "--rate",
        paramLabel = "N",
        description = "Each sender says so many messages a second instead, whatever comes back.")
    @Nullable Double rate;
  }

  @Option(
      names = "--size",
      paramLabel = "CHARACTERS",
      description = "The length of each message; ${DEFAULT-VALUE} unless given.")
  int size = 64;

  @Option(
      names = "--ramp",
      paramLabel = "N",
      description = "So many connect in a second; as fast as they are let in unless given.")
  @Nullable Integer ramp;

  @Option(
      names = "--warm-up",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "How long they talk before it is measured; 5s unless given.")
  Duration warmUp = Duration.ofSeconds(5);

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "How long it is measured; 10s unless given.")
  Duration duration = Duration.ofSeconds(10);

  /** What was chosen; wrong usage if it makes no sense. */
  public LoadSettings toLoad(CommandLine command) {
    requireRange(command, "--clients", clients, 1, MAX_CLIENTS);
    int talking = senders == null ? Math.min(DEFAULT_SENDERS, clients) : senders;
    requireRange(command, "--senders", talking, 1, Math.min(clients, LoadSettings.MAX_SENDERS));
    requireRange(command, "--size", size, LoadSettings.MIN_MESSAGE_LENGTH, Text.MAX_LIMIT);
    if (ramp != null) {
      requireRange(command, "--ramp", ramp, 1, MAX_CLIENTS);
    }
    if (duration.isZero()) {
      throw new ParameterException(command, "--duration must be longer than nothing");
    }
    return new LoadSettings(
        clients,
        talking,
        loadMode(command),
        size,
        ramp == null ? OptionalInt.empty() : OptionalInt.of(ramp),
        warmUp,
        duration);
  }

  private LoadSettings.LoadProfile loadMode(CommandLine command) {
    Double rate = mode.rate;
    if (rate != null) {
      if (!(rate > 0 && rate <= MAX_MESSAGES_PER_SECOND)) {
        throw new ParameterException(
            command,
            "--rate must be above 0 and at most " + MAX_MESSAGES_PER_SECOND + ", but is " + rate);
      }
      return new LoadSettings.Rate(rate);
    }
    int window = mode.window == null ? DEFAULT_WINDOW : mode.window;
    requireRange(command, "--window", window, 1, MAX_IN_FLIGHT);
    return new LoadSettings.Window(window);
  }

  private static void requireRange(
      CommandLine command, String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ParameterException(
          command, option + " must be from " + least + " to " + most + ", but is " + value);
    }
  }
}
