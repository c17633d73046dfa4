package io.parley.cli.destination;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValueFactory;
import io.parley.client.terminal.OwnerOnlyFiles;
import io.parley.dialect.Dialects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/**
 * The last visit of a person, whose answers are offered to them the next time. It is a convenience:
 * where it cannot be read or kept, nothing is offered.
 */
public final class LastConnection {
  private static final String FILE_NAME = "recent.json";
  private static final int MAX_BYTES = 64 * 1024;

  private final Path folder;

  public LastConnection(Path folder) {
    this.folder = folder;
  }

  /** What there was: all of it but the room, or nothing. */
  PartialDestination load() {
    Path file = folder.resolve(FILE_NAME);
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
        return PartialDestination.EMPTY;
      }
      Config kept =
          ConfigFactory.parseString(
              Files.readString(file), ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON));
      Destination visit =
          new Destination(
                  kept.getString("nickname"),
                  kept.getString("host"),
                  PortConverter.parseRemotePort(kept.getString("port")),
                  Optional.empty(),
                  kept.getString("dialect"))
              .validated();
      return Dialects.names().contains(visit.dialect())
          ? toPartialDestination(visit)
          : PartialDestination.EMPTY;
    } catch (IOException | ConfigException | InvalidDestinationException e) {
      return PartialDestination.EMPTY;
    }
  }

  /** Keeps a visit instead of the one before, for nobody else to read. */
  public void save(Destination visit) {
    String json =
        ConfigValueFactory.fromMap(
                Map.of(
                    "nickname", visit.nickname(),
                    "host", visit.host(),
                    "port", visit.port(),
                    "dialect", visit.dialect()))
            .render(ConfigRenderOptions.concise());
    try {
      OwnerOnlyFiles.createFolder(folder);
      Path whole = Files.createTempFile(folder, FILE_NAME, ".new"); // its owner's alone
      try {
        Files.writeString(whole, json + "\n");
        Files.move(whole, folder.resolve(FILE_NAME), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(whole);
      }
    } catch (IOException e) {
      // the chat goes on
    }
  }

  private static PartialDestination toPartialDestination(Destination visit) {
    return new PartialDestination(
        Optional.of(visit.nickname()),
        Optional.of(visit.host()),
        Optional.of(visit.port()),
        Optional.empty(),
        Optional.of(visit.dialect()));
  }
}
