package io.parley.cli.option;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of every command that uses the files of a server: what it reads and writes. */
public final class ServerFilesOptions {
  @Mixin ConfigOption config = new ConfigOption();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      converter = FolderConverter.class,
      description =
          "The folder for what the server writes, such as the history (default: PARLEY_DATA, or else"
              + " data in the current folder).")
  @Nullable Path data;

  /** The file with the settings, or empty if {@code --config} is not given. */
  public Optional<Path> configFile() {
    return config.file();
  }

  /** The absolute path of the data folder, or empty if {@code --data} is not given. */
  public Optional<Path> dataFolder() {
    return Optional.ofNullable(data).map(Path::toAbsolutePath);
  }

  /** An empty name would be the current folder, which nobody means by an empty variable. */
  static final class FolderConverter implements ITypeConverter<Path> {
    @Override
    public Path convert(String value) {
      try {
        if (!value.isBlank()) {
          return Path.of(value);
        }
      } catch (InvalidPathException e) {
        // The same error as for an empty name.
      }
      throw new TypeConversionException("'" + value + "' is not a folder");
    }
  }
}
