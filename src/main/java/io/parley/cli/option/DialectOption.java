package io.parley.cli.option;

import io.parley.dialect.beej.BeejDialect;
import picocli.CommandLine.Option;

/** The option {@code --dialect} of all that connects to a server. */
public final class DialectOption {
  @Option(
      names = "--dialect",
      paramLabel = "DIALECT",
      converter = DialectConverter.class,
      completionCandidates = DialectConverter.Candidates.class,
      description = "What the server speaks there; ${DEFAULT-VALUE} unless given.")
  String name = BeejDialect.NAME;

  public String name() {
    return name;
  }
}
