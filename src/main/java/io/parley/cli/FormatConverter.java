package io.parley.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads the name of a format from the command line: that of the constant, in lower case.
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
        .filter(format -> word(format).equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + value + "' is no " + what + "; there are " + String.join(", ", words())));
  }

  private List<String> words() {
    return Arrays.stream(formats.getEnumConstants()).map(FormatConverter::word).toList();
  }

  private static String word(Enum<?> format) {
    return format.name().toLowerCase(Locale.ROOT);
  }
}
