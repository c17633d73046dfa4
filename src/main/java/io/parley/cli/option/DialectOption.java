package io.parley.cli.option;

import io.parley.dialect.beej.BeejDialect;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --dialect} of the commands that connect to a server. */
public final class DialectOption {
  /** The dialect of a server for which no dialect is given. */
  public static final String DEFAULT = BeejDialect.NAME;

  @Option(
      names = "--dialect",
      paramLabel = "DIALECT",
      converter = DialectConverter.class,
      completionCandidates = DialectConverter.Candidates.class,
      description = "The dialect of the server (default: " + DEFAULT + ").")
  @Nullable String name;

  /** The name of a dialect, or empty if the option is not given. */
  public Optional<String> name() {
    return Optional.ofNullable(name);
  }
}
