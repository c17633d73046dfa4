package io.parley.cli.option;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Converts the lower-case name of an enum constant. Iterates over these names, so that it also
 * serves as the option's completion candidates.
 */
public abstract class EnumConverter<E extends Enum<E>>
    implements ITypeConverter<E>, Iterable<String> {
  private final Class<E> enumType;
  private final String noun;

  /**
   * Creates a converter.
   *
   * @param noun the thing named in the error message, e.g. "shell"
   */
  public EnumConverter(Class<E> enumType, String noun) {
    this.enumType = enumType;
    this.noun = noun;
  }

  @Override
  public final E convert(String value) {
    return Arrays.stream(enumType.getEnumConstants())
        .filter(constant -> name(constant).equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "unknown "
                        + noun
                        + " '"
                        + value
                        + "'; use one of: "
                        + String.join(", ", this)));
  }

  @Override
  public final Iterator<String> iterator() {
    return Arrays.stream(enumType.getEnumConstants()).map(EnumConverter::name).iterator();
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
