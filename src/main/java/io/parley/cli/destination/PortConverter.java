package io.parley.cli.destination;

import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a port from the command line: 0 to 65535. */
public final class PortConverter implements ITypeConverter<Integer> {
  static final int MAX = 65_535;

  @Override
  public Integer convert(String value) {
    return parse(value, 0)
        .orElseThrow(
            () -> new TypeConversionException("'" + value + "' is not a port (0 to " + MAX + ")"));
  }

  /** A port that somebody can connect to: not 0. */
  static int parseRemotePort(String value) throws InvalidDestinationException {
    return parse(value, 1)
        .orElseThrow(
            () ->
                new InvalidDestinationException(
                    "'" + value + "' is not a port (1 to " + MAX + ")"));
  }

  private static Optional<Integer> parse(String value, int least) {
    try {
      return Optional.of(Integer.parseInt(value)).filter(port -> port >= least && port <= MAX);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
