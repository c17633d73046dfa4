package io.parley.history.sql;

import io.parley.history.MessageChanges;
import io.parley.history.MessageKind;
import io.parley.history.NewMessage;
import io.parley.history.PersonReaction;
import io.parley.history.Quote;
import io.parley.history.Reaction;
import io.parley.history.StoredMessage;
import io.parley.history.sql.SqlConnection.CachedStatement;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Writes and reads rows of the table {@code message}. */
public record MessageTable(SqlDialect sqlDialect) {
  /** The columns that {@link #select} reads. */
  static final String COLUMNS =
      "m.id, m.room, m.time, m.nickname, m.kind, m.text, m.author, m.reply_to, m.edited,"
          + " m.deleted_by, m.reacted";

  private static final String INSERT =
      "INSERT INTO message"
          + " (id, room, room_key, time, nickname, nickname_key, kind, text, author, reply_to)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private static final String SET_CHANGES =
      "UPDATE message SET edited = ?, deleted_by = ? WHERE id = ?";

  private static final String SELECT_QUOTES =
      "SELECT a.id AS answer, q.id AS id, q.nickname AS nickname, q.text AS text FROM message a"
          + " JOIN message q ON q.id = a.reply_to AND q.room_key = a.room_key WHERE a.id IN (";

  /** Inserts messages without their changes. */
  void insert(SqlConnection connection, List<StoredMessage> messages) throws SQLException {
    // There are few distinct names, and computing a key is slow.
    Map<String, String> roomKeys = new HashMap<>();
    Map<String, String> nicknameKeys = new HashMap<>();
    try (CachedStatement prepared = connection.prepare(INSERT)) {
      PreparedStatement insert = prepared.statement();
      for (StoredMessage message : messages) {
        NewMessage content = message.content();
        insert.setLong(1, message.id());
        insert.setString(2, content.room());
        insert.setString(3, roomKeys.computeIfAbsent(content.room(), RoomName::keyOf));
        sqlDialect.setTime(insert, 4, content.time());
        insert.setString(5, content.nickname());
        insert.setString(
            6, nicknameKeys.computeIfAbsent(content.nickname(), Nickname::foldedKeyOf));
        insert.setString(7, content.kind().storedName());
        insert.setString(8, content.text());
        setLong(insert, 9, content.author());
        setLong(insert, 10, content.replyTo());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Stores when messages that were inserted were edited, and who has deleted them. */
  void insertChanges(SqlConnection connection, List<StoredMessage> messages) throws SQLException {
    try (CachedStatement prepared = connection.prepare(SET_CHANGES)) {
      PreparedStatement update = prepared.statement();
      for (StoredMessage message : messages) {
        MessageChanges changes = message.changes();
        if (changes.isTextChanged()) {
          if (changes.edited().isPresent()) {
            sqlDialect.setTime(update, 1, changes.edited().get());
          } else {
            sqlDialect.setNoTime(update, 1);
          }
          update.setString(2, changes.deletedBy().orElse(null));
          update.setLong(3, message.id());
          update.executeUpdate();
        }
      }
    }
  }

  private static void setLong(PreparedStatement statement, int index, OptionalLong value)
      throws SQLException {
    if (value.isPresent()) {
      statement.setLong(index, value.getAsLong());
    } else {
      statement.setNull(index, Types.BIGINT);
    }
  }

  /**
   * Runs a query for {@link #COLUMNS} of {@code message m}, and those for the reactions and quotes
   * that the messages have.
   */
  List<StoredMessage> select(SqlConnection connection, String sql, List<?> values)
      throws SQLException {
    List<StoredMessage> messages = new ArrayList<>();
    List<Long> reacted = new ArrayList<>();
    try (CachedStatement prepared = connection.prepare(sql)) {
      PreparedStatement statement = prepared.statement();
      bind(statement, values);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          messages.add(readRow(row));
          if (row.getInt("reacted") != 0) {
            reacted.add(row.getLong("id"));
          }
        }
      }
    }
    return withQuotes(connection, withReactions(connection, messages, reacted));
  }

  private static List<StoredMessage> withReactions(
      SqlConnection connection, List<StoredMessage> messages, List<Long> reacted)
      throws SQLException {
    if (reacted.isEmpty()) {
      return messages;
    }
    Map<Long, List<PersonReaction>> reactions = ReactionTable.select(connection, reacted);
    return messages.stream()
        .map(
            message -> {
              List<PersonReaction> all = reactions.getOrDefault(message.id(), List.of());
              return all.isEmpty()
                  ? message
                  : message.withChanges(message.changes().withReactions(Reaction.of(all)));
            })
        .toList();
  }

  /** Adds the messages that others answer, as they are now. */
  static List<StoredMessage> withQuotes(SqlConnection connection, List<StoredMessage> messages)
      throws SQLException {
    List<Long> answers =
        messages.stream()
            .filter(message -> message.content().replyTo().isPresent())
            .map(StoredMessage::id)
            .toList();
    if (answers.isEmpty()) {
      return messages;
    }
    Map<Long, Quote> quotes = new HashMap<>();
    IdList ids = new IdList(answers);
    try (CachedStatement prepared = connection.prepare(SELECT_QUOTES + ids.placeholders() + ")")) {
      ids.bind(prepared.statement());
      try (ResultSet row = prepared.statement().executeQuery()) {
        while (row.next()) {
          quotes.put(
              row.getLong("answer"),
              new Quote(row.getLong("id"), row.getString("nickname"), row.getString("text")));
        }
      }
    }
    return messages.stream()
        .map(message -> message.withQuote(Optional.ofNullable(quotes.get(message.id()))))
        .toList();
  }

  /**
   * Runs a query for one number in one row.
   *
   * @param values its parameters, none of them a time
   */
  public static long selectLong(SqlConnection connection, String sql, Object... values)
      throws SQLException {
    try (CachedStatement prepared = connection.prepare(sql)) {
      PreparedStatement statement = prepared.statement();
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new SQLException("no row for " + sql);
        }
        return row.getLong(1);
      }
    }
  }

  void bind(PreparedStatement statement, List<?> values) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) instanceof Instant time) {
        sqlDialect.setTime(statement, i + 1, time);
      } else {
        statement.setObject(i + 1, values.get(i));
      }
    }
  }

  private StoredMessage readRow(ResultSet row) throws SQLException {
    return new StoredMessage(
        row.getLong("id"),
        new NewMessage(
            row.getString("room"),
            sqlDialect.time(row, "time"),
            row.getString("nickname"),
            MessageKind.fromStoredName(row.getString("kind")).orElseThrow(),
            row.getString("text"),
            optionalLong(row, "author"),
            optionalLong(row, "reply_to")),
        readChanges(row),
        Optional.empty());
  }

  private MessageChanges readChanges(ResultSet row) throws SQLException {
    boolean edited = row.getObject("edited") != null;
    @Nullable String deletedBy = row.getString("deleted_by");
    return edited || deletedBy != null
        ? new MessageChanges(
            edited ? Optional.of(sqlDialect.time(row, "edited")) : Optional.empty(),
            Optional.ofNullable(deletedBy),
            List.of())
        : MessageChanges.NONE;
  }

  static OptionalLong optionalLong(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
