package io.parley.cli;

import io.parley.server.ListenerSettings;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code DIALECT=PORT}; the host is left open. */
final class DialectPort implements ITypeConverter<ListenerSettings> {
  private static final String NO_HOST = "";

  @Override
  public ListenerSettings convert(String value) {
    int equals = value.indexOf('=');
    if (equals < 0) {
      throw new TypeConversionException("'" + value + "' is not DIALECT=PORT");
    }
    String dialect = new DialectName().convert(value.substring(0, equals));
    return new ListenerSettings(dialect, NO_HOST, new Port().convert(value.substring(equals + 1)));
  }
}
