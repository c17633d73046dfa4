package io.parley.cli.bench;

import io.parley.bench.BenchmarkResult;
import io.parley.bench.LoadSettings;
import io.parley.cli.option.EnumConverter;

/** The format of the report of {@code parley bench}. */
public enum BenchReportFormat {
  /** A table, for people. */
  TEXT {
    @Override
    public String format(LoadSettings load, String dialect, BenchmarkResult result) {
      return BenchReportText.table(load, dialect, result);
    }
  },
  /** One JSON object, for programs. */
  JSON {
    @Override
    public String format(LoadSettings load, String dialect, BenchmarkResult result) {
      return BenchReportJson.format(load, dialect, result) + "\n";
    }
  };

  public abstract String format(LoadSettings load, String dialect, BenchmarkResult result);

  /** Converts the name of a format. */
  public static final class Converter extends EnumConverter<BenchReportFormat> {
    Converter() {
      super(BenchReportFormat.class, "format");
    }
  }
}
