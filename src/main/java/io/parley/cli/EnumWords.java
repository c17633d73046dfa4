package io.parley.cli;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The words of the command line for the constants of an enum, their names in small letters: reads
 * one, and has all that a shell may offer.
 */
abstract class EnumWords<E extends Enum<E>> implements ITypeConverter<E>, Iterable<String> {
  private final Class<E> constants;
  private final String what;

  /**
   * Words for what there is.
   *
   * @param what what a word is not that is none of them
   */
  EnumWords(Class<E> constants, String what) {
    this.constants = constants;
    this.what = what;
  }

  @Override
  public final E convert(String value) {
    return Arrays.stream(constants.getEnumConstants())
        .filter(constant -> word(constant).equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + value + "' is no " + what + "; there are " + String.join(", ", this)));
  }

  @Override
  public final Iterator<String> iterator() {
    return Arrays.stream(constants.getEnumConstants()).map(EnumWords::word).iterator();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
