package io.parley.cli.destination;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValueFactory;
import io.parley.dialect.Dialects;
import io.parley.file.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The file with the user's last destination, which the next prompt offers as default answers.
 * Errors are ignored: a file that cannot be read offers nothing.
 */
public final class LastConnection {
  private static final String FILE_NAME = "recent.json";
  private static final String TLS = "tls"; // absent without TLS, as in files of earlier versions
  private static final int MAX_BYTES = 64 * 1024;

  private final Path folder;

  public LastConnection(Path folder) {
    this.folder = folder;
  }

  /** Loads all values except the room, or none. */
  PartialDestination load() {
    Path file = folder.resolve(FILE_NAME);
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
        return PartialDestination.EMPTY;
      }
      Config stored =
          ConfigFactory.parseString(
              Files.readString(file), ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON));
      Destination last =
          new Destination(
                  stored.getString("nickname"),
                  stored.getString("host"),
                  Destination.parsePort(stored.getString("port")),
                  Optional.empty(),
                  List.of(),
                  stored.getString("dialect"),
                  stored.hasPath(TLS) && stored.getBoolean(TLS))
              .validated();
      return Dialects.names().contains(last.dialect())
          ? toPartialDestination(last)
          : PartialDestination.EMPTY;
    } catch (IOException | ConfigException | InvalidDestinationException e) {
      return PartialDestination.EMPTY;
    }
  }

  /** Replaces the file. Only the owner can read it. */
  public void save(Destination destination) {
    Map<String, Object> values =
        new HashMap<>(
            Map.of(
                "nickname", destination.nickname(),
                "host", destination.host(),
                "port", destination.port(),
                "dialect", destination.dialect()));
    if (destination.tls()) {
      values.put(TLS, true);
    }
    String json = ConfigValueFactory.fromMap(values).render(ConfigRenderOptions.concise());
    try {
      OwnerOnlyFiles.replace(
          folder.resolve(FILE_NAME), (json + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // ignored: the next prompt offers the previous values
    }
  }

  private static PartialDestination toPartialDestination(Destination destination) {
    return new PartialDestination(
        Optional.of(destination.nickname()),
        Optional.of(destination.host()),
        Optional.of(destination.port()),
        Optional.empty(),
        List.of(),
        Optional.of(destination.dialect()),
        destination.tls() ? Optional.of(true) : Optional.empty());
  }
}
