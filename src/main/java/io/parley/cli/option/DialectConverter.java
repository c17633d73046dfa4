package io.parley.cli.option;

import io.parley.dialect.Dialects;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a dialect from the command line. */
public final class DialectConverter implements ITypeConverter<String> {
  @Override
  public String convert(String value) {
    if (!Dialects.names().contains(value)) {
      throw new TypeConversionException(
          "'" + value + "' is no dialect; there are " + String.join(", ", Dialects.names()));
    }
    return value;
  }

  /** What a shell may offer. */
  public static final class Candidates implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Dialects.names().iterator();
    }
  }
}
