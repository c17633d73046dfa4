package io.parley.cli;

import io.parley.dialect.Dialects;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a dialect from the command line. */
final class DialectName implements ITypeConverter<String> {
  @Override
  public String convert(String value) {
    if (!Dialects.names().contains(value)) {
      throw new TypeConversionException(
          "'" + value + "' is no dialect; there are " + String.join(", ", Dialects.names()));
    }
    return value;
  }

  /** What a shell may offer. */
  static final class All implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Dialects.names().iterator();
    }
  }
}
