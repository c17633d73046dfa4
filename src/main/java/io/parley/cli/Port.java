package io.parley.cli;

import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a port from the command line: 0 to 65535. */
final class Port implements ITypeConverter<Integer> {
  static final int LAST = 65_535;

  @Override
  public Integer convert(String value) {
    return read(value, 0)
        .orElseThrow(
            () -> new TypeConversionException("'" + value + "' is not a port (0 to " + LAST + ")"));
  }

  /** A port that somebody can connect to: not 0. */
  static int toConnect(String value) throws WrongDestinationException {
    return read(value, 1)
        .orElseThrow(
            () ->
                new WrongDestinationException("'" + value + "' is not a port (1 to " + LAST + ")"));
  }

  private static Optional<Integer> read(String value, int least) {
    try {
      return Optional.of(Integer.parseInt(value)).filter(port -> port >= least && port <= LAST);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
