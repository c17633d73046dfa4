package io.parley.cli;

import io.parley.dialect.beej.BeejDialect;
import picocli.CommandLine.Option;

/** The option {@code --dialect} of all that connects to a server. */
final class DialectOption {
  @Option(
      names = "--dialect",
      paramLabel = "DIALECT",
      converter = DialectName.class,
      completionCandidates = DialectName.All.class,
      description = "What the server speaks there; ${DEFAULT-VALUE} unless given.")
  String name = BeejDialect.NAME;

  String name() {
    return name;
  }
}
