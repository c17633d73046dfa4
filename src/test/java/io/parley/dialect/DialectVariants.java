package io.parley.dialect;

import io.parley.dialect.beej.BeejDialect;
import io.parley.wire.WireContext;
import java.util.List;
import java.util.stream.Stream;

/** Every dialect, and extended beej under a name of its own. */
final class DialectVariants {
  static final String EXTENDED = "beej-extended";

  private DialectVariants() {}

  static List<Dialect> all(WireContext wire) {
    return Dialects.all(wire).stream()
        .flatMap(
            dialect ->
                dialect.name().equals(BeejDialect.NAME)
                    ? Stream.of(dialect, extended(wire))
                    : Stream.of(dialect))
        .toList();
  }

  static Dialect extended(WireContext wire) {
    Dialect beej = BeejDialect.createExtended(wire);
    return new Dialect(
        EXTENDED,
        beej.registration(),
        beej.echoes(),
        beej.extensible(),
        beej.serverCodec(),
        beej.clientCodec());
  }

  /** The name of the dialect of a variant. */
  static String configuredName(Dialect dialect) {
    return dialect.name().equals(EXTENDED) ? BeejDialect.NAME : dialect.name();
  }
}
