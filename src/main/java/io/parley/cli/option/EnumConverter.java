package io.parley.cli.option;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The words of the command line for the constants of an enum, their names in small letters: reads
 * one, and has all that a shell may offer.
 */
public abstract class EnumConverter<E extends Enum<E>>
    implements ITypeConverter<E>, Iterable<String> {
  private final Class<E> enumType;
  private final String noun;

  /**
   * Words for what there is.
   *
   * @param what what a word is not that is none of them
   */
  public EnumConverter(Class<E> constants, String what) {
    this.enumType = constants;
    this.noun = what;
  }

  @Override
  public final E convert(String value) {
    return Arrays.stream(enumType.getEnumConstants())
        .filter(constant -> name(constant).equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + value + "' is no " + noun + "; there are " + String.join(", ", this)));
  }

  @Override
  public final Iterator<String> iterator() {
    return Arrays.stream(enumType.getEnumConstants()).map(EnumConverter::name).iterator();
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
