package io.parley.cli.option;

import io.parley.tls.Fingerprint;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts the fingerprint of a certificate. */
public final class FingerprintConverter implements ITypeConverter<Fingerprint> {
  @Override
  public Fingerprint convert(String value) {
    return Fingerprint.parse(value)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + value + "' is not SHA256: and 64 hexadecimal digits"));
  }
}
