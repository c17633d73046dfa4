package io.parley.cli;

import io.parley.bench.Load;
import io.parley.bench.Outcome;
import java.util.Locale;

/** How the figures of a run are written. */
enum OutcomeFormat {
  /** A table, for people. */
  TEXT {
    @Override
    String of(Load load, String dialect, Outcome outcome) {
      return OutcomeText.table(load, dialect, outcome);
    }
  },
  /** One object, for programs. */
  JSON {
    @Override
    String of(Load load, String dialect, Outcome outcome) {
      return OutcomeJson.of(load, dialect, outcome) + "\n";
    }
  };

  abstract String of(Load load, String dialect, Outcome outcome);

  /** As it is written on the command line, which is what a shell offers. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads its name from the command line. */
  static final class Converter extends FormatConverter<OutcomeFormat> {
    Converter() {
      super(OutcomeFormat.class);
    }
  }
}
