package io.parley.cli.server;

import io.parley.cli.option.DialectConverter;
import io.parley.cli.option.PortConverter;
import io.parley.server.ListenerSettings;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts {@code DIALECT=PORT} to a listener with an empty host. */
final class ListenerConverter implements ITypeConverter<ListenerSettings> {
  private static final String NO_HOST = "";

  @Override
  public ListenerSettings convert(String value) {
    int equals = value.indexOf('=');
    if (equals < 0) {
      throw new TypeConversionException("'" + value + "' is not DIALECT=PORT");
    }
    String dialect = new DialectConverter().convert(value.substring(0, equals));
    return new ListenerSettings(
        dialect, NO_HOST, new PortConverter().convert(value.substring(equals + 1)));
  }
}
