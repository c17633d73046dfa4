package io.parley.cli.bench;

import io.parley.bench.BenchmarkResult;
import io.parley.bench.LoadSettings;
import io.parley.cli.option.EnumConverter;

/** How the figures of a run are written. */
public enum BenchReportFormat {
  /** A table, for people. */
  TEXT {
    @Override
    public String format(LoadSettings load, String dialect, BenchmarkResult outcome) {
      return BenchReportText.table(load, dialect, outcome);
    }
  },
  /** One object, for programs. */
  JSON {
    @Override
    public String format(LoadSettings load, String dialect, BenchmarkResult outcome) {
      return BenchReportJson.format(load, dialect, outcome) + "\n";
    }
  };

  public abstract String format(LoadSettings load, String dialect, BenchmarkResult outcome);

  /** Its words on the command line. */
  public static final class Converter extends EnumConverter<BenchReportFormat> {
    Converter() {
      super(BenchReportFormat.class, "format");
    }
  }
}
