package io.parley.history.sqlite;

import io.parley.file.FileErrors;
import io.parley.history.HistoryException;
import io.parley.history.MessageKind;
import io.parley.history.NewMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Messages that wait for their ids, in a temporary file: they may be too many for the memory, and
 * SQLite sorts on the disk. First {@link #add}, then {@link #addExisting}, then {@link #next}. Not
 * thread-safe.
 *
 * <p>Two messages are identical if room, time, author, kind and text are. Of n identical messages
 * of which the history has m, the last n - m are new: a person may say the same twice in the second
 * or minute that an old log has.
 */
public final class ImportSpool implements AutoCloseable {
  private static final List<String> SCHEMA =
      List.of(
          "PRAGMA journal_mode = OFF",
          "PRAGMA synchronous = OFF",
          "CREATE TABLE line (n INTEGER PRIMARY KEY, identity BLOB NOT NULL, time INTEGER NOT NULL,"
              + " room TEXT NOT NULL, nickname TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL)",
          "CREATE TABLE existing (identity BLOB PRIMARY KEY, messages INTEGER NOT NULL)"
              + " WITHOUT ROWID");

  private static final String INSERT =
      "INSERT INTO line (identity, time, room, nickname, kind, text) VALUES (?, ?, ?, ?, ?, ?)";

  private static final String CREATE_INDEX =
      "CREATE INDEX IF NOT EXISTS line_of ON line (identity)";

  private static final String COUNT_EXISTING =
      "INSERT INTO existing (identity, messages)"
          + " SELECT ?1, 1 WHERE EXISTS (SELECT 1 FROM line WHERE identity = ?1)"
          + " ON CONFLICT (identity) DO UPDATE SET messages = messages + 1";

  private static final String SELECT_NEW =
      "SELECT l.time, l.room, l.nickname, l.kind, l.text FROM"
          + " (SELECT *, row_number() OVER (PARTITION BY identity ORDER BY n) AS occurrence FROM line)"
          + " AS l LEFT JOIN existing e ON e.identity = l.identity"
          + " WHERE l.occurrence > coalesce(e.messages, 0) ORDER BY l.time, l.n";

  private final Path file;
  private final SqliteExceptionTranslator translator;
  private final Connection connection;
  private final PreparedStatement insert;
  private long lines;
  private long earliest = Long.MAX_VALUE; // microseconds since 1970
  private @Nullable PreparedStatement countExisting;
  private @Nullable ResultSet newLines;

  private ImportSpool(Path file, SqliteExceptionTranslator translator, Connection connection)
      throws SQLException {
    this.file = file;
    this.translator = translator;
    this.connection = connection;
    try (Statement statement = connection.createStatement()) {
      for (String sql : SCHEMA) {
        statement.execute(sql);
      }
    }
    connection.setAutoCommit(false);
    insert = connection.prepareStatement(INSERT);
  }

  /** Creates the file in the temporary folder. */
  public static ImportSpool create() throws HistoryException {
    try {
      Path file = Files.createTempFile("parley-import-", ".db");
      file.toFile().deleteOnExit(); // after Ctrl-C
      SqliteLibrary.load(file);
      SqliteExceptionTranslator translator = new SqliteExceptionTranslator(file, Duration.ZERO);
      return translator.call(
          () ->
              new ImportSpool(
                  file, translator, DriverManager.getConnection("jdbc:sqlite:" + file)));
    } catch (IOException e) {
      throw new HistoryException(
          "no temporary file can be created: " + FileErrors.describeCreation(e), e);
    }
  }

  /** Adds a message of the import. */
  public void add(NewMessage message) throws HistoryException {
    long time = micros(message.time());
    translator.call(
        () -> {
          insert.setBytes(1, identityOf(message));
          insert.setLong(2, time);
          insert.setString(3, message.room());
          insert.setString(4, message.nickname());
          insert.setString(5, message.kind().storedName());
          insert.setString(6, message.text());
          return insert.executeUpdate();
        });
    earliest = Math.min(earliest, time);
    lines++;
  }

  /** The number of messages that were added. */
  public long size() {
    return lines;
  }

  /** The earliest time of a message; empty if there is none. */
  public Optional<Instant> earliest() {
    return lines == 0
        ? Optional.empty()
        : Optional.of(Instant.EPOCH.plus(earliest, ChronoUnit.MICROS));
  }

  /** Adds a message that the history has. */
  public void addExisting(NewMessage message) throws HistoryException {
    translator.call(
        () -> {
          if (countExisting == null) {
            try (Statement statement = connection.createStatement()) {
              statement.execute(CREATE_INDEX);
            }
            countExisting = connection.prepareStatement(COUNT_EXISTING);
          }
          countExisting.setBytes(1, identityOf(message));
          return countExisting.executeUpdate();
        });
  }

  /**
   * Returns the next messages that the history does not have, by their times; those of one time in
   * the order in which they were added. Empty at the end.
   */
  public List<NewMessage> next(int limit) throws HistoryException {
    return translator.call(
        () -> {
          ResultSet row = newLines;
          if (row == null) {
            row = connection.prepareStatement(SELECT_NEW).executeQuery();
            newLines = row;
          }
          List<NewMessage> messages = new ArrayList<>(limit);
          while (messages.size() < limit && row.next()) {
            messages.add(
                new NewMessage(
                    row.getString(2),
                    Instant.EPOCH.plus(row.getLong(1), ChronoUnit.MICROS),
                    row.getString(3),
                    MessageKind.fromStoredName(row.getString(4)).orElseThrow(),
                    row.getString(5)));
          }
          return messages;
        });
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  /** No name and no text has U+0000, so that the parts cannot run into each other. */
  private static byte[] identityOf(NewMessage message) {
    String all =
        String.join(
            "\0",
            RoomName.keyOf(message.room()),
            String.valueOf(micros(message.time())),
            Nickname.foldedKeyOf(message.nickname()),
            message.kind().storedName(),
            message.text());
    try {
      return MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close(); // closes its statements
      Files.deleteIfExists(file);
    } catch (SQLException | IOException e) {
      // The file is temporary, and is deleted at the end of the process as well.
    }
  }
}
