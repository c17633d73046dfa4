package io.parley.client.local;

import io.parley.file.FileErrors;
import io.parley.file.OwnerOnlyFiles;
import io.parley.tls.DnsName;
import io.parley.tls.Fingerprint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The certificates that a user has accepted: the file {@code known_servers} in the user's state
 * folder, with a line {@code HOST:PORT SHA256:FINGERPRINT} for each server. An IPv6 address stands
 * in brackets. Empty lines and those that begin with {@code #} are comments. Only the user can read
 * the file. Its methods wait for the disk.
 */
public final class KnownServers {
  /** The name of the file. */
  public static final String FILE_NAME = "known_servers";

  /** Some thousands of servers. */
  private static final int MAX_BYTES = 1024 * 1024;

  /** How long to wait for another client of the user. */
  private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(5);

  private final Path folder;
  private final Path file;

  /** The certificates of a user. Creates nothing before one is remembered. */
  public KnownServers(Path stateFolder) {
    this.folder = stateFolder;
    this.file = stateFolder.resolve(FILE_NAME);
  }

  /**
   * What is remembered for a server.
   *
   * @param line the number of its line, from 1
   */
  public record Entry(Fingerprint fingerprint, Path file, int line) {
    /** Where it stands, for the user. */
    public String place() {
      return "line " + line + " of " + file;
    }
  }

  /**
   * The entry of a server.
   *
   * @throws IOException with the reason of the system, or if the line of the server is damaged: to
   *     ask again would accept a certificate that has changed
   */
  public Optional<Entry> find(String host, int port) throws IOException {
    return find(readLines(), server(host, port));
  }

  /**
   * Remembers the certificate of a server. The other lines stay as they are.
   *
   * @return the entry
   * @throws IOException with the reason of the system, or if another client has remembered another
   *     certificate for this server meanwhile
   */
  public Entry remember(String host, int port, Fingerprint fingerprint) throws IOException {
    String server = server(host, port);
    FolderLock lock = FolderLock.acquire(folder, LOCK_TIMEOUT);
    try {
      List<String> lines = readLines();
      Optional<Entry> known = find(lines, server);
      if (known.isEmpty()) {
        lines.add(server + " " + fingerprint);
        OwnerOnlyFiles.replace(
            file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        return new Entry(fingerprint, file, lines.size());
      }
      if (!known.get().fingerprint().equals(fingerprint)) {
        throw new FileSystemException(
            file.toString(), null, "line " + known.get().line() + " has another certificate");
      }
      return known.get();
    } finally {
      lock.close();
    }
  }

  private Optional<Entry> find(List<String> lines, String server) throws IOException {
    for (int i = 0; i < lines.size(); i++) {
      String[] words = lines.get(i).strip().split("\\s+");
      if (withAsciiName(words[0]).equals(server)) {
        int line = i + 1;
        Fingerprint fingerprint =
            Optional.of(words)
                .filter(two -> two.length == 2)
                .flatMap(two -> Fingerprint.parse(two[1]))
                .orElseThrow(
                    () ->
                        new FileSystemException(
                            file.toString(),
                            null,
                            "line " + line + " is not HOST:PORT SHA256:FINGERPRINT"));
        return Optional.of(new Entry(fingerprint, file, line));
      }
    }
    return Optional.empty();
  }

  /** People may write the name with its letters. */
  private static String withAsciiName(String server) {
    int port = server.lastIndexOf(':');
    String ascii =
        port < 0 ? server : DnsName.toAscii(server.substring(0, port)) + server.substring(port);
    return ascii.toLowerCase(Locale.ROOT);
  }

  /** The lines; none if there is no file. */
  private List<String> readLines() throws IOException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new FileSystemException(file.toString(), null, "is larger than 1 MiB");
      }
      return new ArrayList<>(Files.readAllLines(file));
    } catch (NoSuchFileException e) {
      if (FileErrors.isMissing(e)) {
        return new ArrayList<>();
      }
      throw e;
    }
  }

  /** The first word of its line. Names of hosts are the same in upper and lower case. */
  private static String server(String host, int port) {
    String name = DnsName.toAscii(host).toLowerCase(Locale.ROOT);
    return (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
  }
}
