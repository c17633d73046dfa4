package io.parley.cli.history;

import io.parley.history.HistoryUrl;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts the URL of a stored history. An error does not quote it: it may have a password. */
public final class HistoryUrlConverter implements ITypeConverter<String> {
  @Override
  public String convert(String value) {
    if (!HistoryUrl.isStored(value)) {
      throw new TypeConversionException("must be " + HistoryUrl.STORED);
    }
    return value;
  }
}
