package io.parley.cli.option;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --config}, which every command has that reads settings. */
public final class ConfigOption {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Read this file instead of application.conf.")
  @Nullable Path file;

  /** The file, if one was named. */
  public Optional<Path> file() {
    return Optional.ofNullable(file);
  }
}
