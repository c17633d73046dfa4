package io.parley.cli;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads the name of a format from the command line: what its constant calls itself.
 *
 * @param <E> the formats
 */
abstract class FormatConverter<E extends Enum<E>> implements ITypeConverter<E> {
  private final Class<E> formats;
  private final String what;

  FormatConverter(Class<E> formats) {
    this(formats, "format");
  }

  /**
   * Reads the name of something else.
   *
   * @param what what is not there, if it is not
   */
  FormatConverter(Class<E> formats, String what) {
    this.formats = formats;
    this.what = what;
  }

  @Override
  public final E convert(String value) {
    return Arrays.stream(formats.getEnumConstants())
        .filter(format -> format.toString().equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + value + "' is no " + what + "; there are " + String.join(", ", words())));
  }

  private List<String> words() {
    return Arrays.stream(formats.getEnumConstants()).map(E::toString).toList();
  }
}
