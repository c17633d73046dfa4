package io.parley.cli;

import io.parley.bench.Load;
import io.parley.bench.Outcome;

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

  /** Its words on the command line. */
  static final class Words extends EnumWords<OutcomeFormat> {
    Words() {
      super(OutcomeFormat.class, "format");
    }
  }
}
