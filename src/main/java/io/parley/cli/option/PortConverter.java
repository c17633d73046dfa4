package io.parley.cli.option;

import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts a port: 0 to 65535. Port 0 stands for any free port. */
public final class PortConverter implements ITypeConverter<Integer> {
  public static final int MAX = 65_535;

  @Override
  public Integer convert(String value) {
    return parse(value, 0)
        .orElseThrow(
            () -> new TypeConversionException("'" + value + "' is not a port (0 to " + MAX + ")"));
  }

  /**
   * Parses a port.
   *
   * @param min the lowest valid port
   * @return empty if the value is not a number from {@code min} to {@link #MAX}
   */
  public static Optional<Integer> parse(String value, int min) {
    try {
      return Optional.of(Integer.parseInt(value)).filter(port -> port >= min && port <= MAX);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
