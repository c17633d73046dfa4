package io.parley.cli.bench;

import io.parley.bench.Load;
import io.parley.bench.Outcome;
import io.parley.cli.option.EnumConverter;

/** How the figures of a run are written. */
public enum BenchReportFormat {
  /** A table, for people. */
  TEXT {
    @Override
    public String format(Load load, String dialect, Outcome outcome) {
      return BenchReportText.table(load, dialect, outcome);
    }
  },
  /** One object, for programs. */
  JSON {
    @Override
    public String format(Load load, String dialect, Outcome outcome) {
      return BenchReportJson.format(load, dialect, outcome) + "\n";
    }
  };

  public abstract String format(Load load, String dialect, Outcome outcome);

  /** Its words on the command line. */
  public static final class Converter extends EnumConverter<BenchReportFormat> {
    Converter() {
      super(BenchReportFormat.class, "format");
    }
  }
}
