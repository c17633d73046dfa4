package io.parley.cli.option;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --config} of every command that reads settings. */
public final class ConfigOption {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Read settings from FILE instead of application.conf.")
  @Nullable Path file;

  /** The file, or empty if the option is not given. */
  public Optional<Path> file() {
    return Optional.ofNullable(file);
  }
}
