package io.parley.cli.option;

import io.parley.dialect.Dialects;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts the name of a dialect. */
public final class DialectConverter implements ITypeConverter<String> {
  @Override
  public String convert(String value) {
    if (!Dialects.names().contains(value)) {
      throw new TypeConversionException(unknownDialect(value));
    }
    return value;
  }

  /** The error message for a name that is not a dialect; it lists the dialects. */
  public static String unknownDialect(String name) {
    return "unknown dialect '" + name + "'; use one of: " + String.join(", ", Dialects.names());
  }

  /** The completion candidates. */
  public static final class Candidates implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Dialects.names().iterator();
    }
  }
}
