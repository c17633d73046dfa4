package io.parley.conversation.sql;

import io.parley.conversation.Correspondent;
import io.parley.conversation.LeftCount;
import io.parley.conversation.NewPrivateMessage;
import io.parley.conversation.PrivateMessageStore;
import io.parley.conversation.StoredPrivateMessage;
import io.parley.history.HistoryException;
import io.parley.history.MessageKind;
import io.parley.history.sql.Database;
import io.parley.history.sql.MessageTable;
import io.parley.history.sql.SqlConnection;
import io.parley.history.sql.SqlConnection.CachedStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Private messages in a SQL database. All databases have the same schema. */
public final class SqlPrivateMessageStore implements PrivateMessageStore {
  /** The number of messages that one transaction of {@link #prune} deletes. */
  private static final int PRUNED_AT_ONCE = 250;

  private static final String COLUMNS =
      "id, time, sender_id, sender, receiver_id, receiver, kind, text";

  /** Locks the row until the end of the transaction, so that messages are committed in order. */
  private static final String NEXT_ID = "UPDATE private_message_counter SET last = last + 1";

  private static final String SELECT_LAST = "SELECT last FROM private_message_counter";
  private static final String RAISE_LAST =
      "UPDATE private_message_counter SET last = ? WHERE last < ?";

  private static final String ACCOUNTS_EXIST =
      "SELECT count(*) FROM account WHERE id = ? OR id = ?";

  private static final String INSERT =
      "INSERT INTO private_message (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String SELECT_SAME =
      "SELECT count(*) FROM private_message WHERE sender_id = ? AND receiver_id = ? AND time = ?"
          + " AND kind = ? AND text = ?";

  private static final String LEFT_FOR =
      " FROM private_message WHERE receiver_id = ? AND sender_id <> receiver_id AND id >"
          + " coalesce((SELECT message_id FROM private_message_mark WHERE account_id = ?), 0)"
          + " ORDER BY id LIMIT ?";
  private static final String SELECT_LEFT = "SELECT " + COLUMNS + LEFT_FOR;
  private static final String COUNT_LEFT =
      "SELECT count(*) AS total, coalesce(sum(CASE WHEN sender_id = ? THEN 1 ELSE 0 END), 0)"
          + " AS by_sender FROM (SELECT sender_id"
          + LEFT_FOR
          + ") AS waiting";

  /** One statement, so that a mark never falls when two processes raise it. */
  private static final String RAISE_MARK =
      "INSERT INTO private_message_mark (account_id, message_id)"
          + " SELECT id, ? FROM account WHERE id = ?"
          + " ON CONFLICT (account_id) DO UPDATE SET message_id = excluded.message_id"
          + " WHERE private_message_mark.message_id < excluded.message_id";

  /** Each direction by the index, and then the newest of both. */
  private static final String ONE_DIRECTION =
      "SELECT * FROM (SELECT "
          + COLUMNS
          + " FROM private_message WHERE sender_id = ? AND receiver_id = ? AND id < ?"
          + " ORDER BY id DESC LIMIT ?) AS one";

  private static final String OTHER_DIRECTION = ONE_DIRECTION.replace("AS one", "AS other");
  private static final String SELECT_BEFORE =
      "SELECT "
          + COLUMNS
          + " FROM ("
          + ONE_DIRECTION
          + " UNION "
          + OTHER_DIRECTION
          + ") AS both_directions ORDER BY id DESC LIMIT ?";

  private static final String SELECT_AFTER =
      "SELECT " + COLUMNS + " FROM private_message WHERE id > ? ORDER BY id LIMIT ?";

  private static final String PRUNE =
      "DELETE FROM private_message WHERE id IN"
          + " (SELECT id FROM private_message WHERE time < ? ORDER BY id LIMIT "
          + PRUNED_AT_ONCE
          + ")";
  private static final String TRIM =
      "DELETE FROM private_message WHERE sender_id = ? AND id <="
          + " (SELECT id FROM private_message WHERE sender_id = ?"
          + " ORDER BY id DESC LIMIT 1 OFFSET ?)";
  private static final String DELETE_SENT = "DELETE FROM private_message WHERE sender_id = ?";
  private static final String DELETE_RECEIVED = "DELETE FROM private_message WHERE receiver_id = ?";
  private static final String DELETE_MARK = "DELETE FROM private_message_mark WHERE account_id = ?";

  private final Database database;
  private final boolean ownsDatabase;

  /**
   * @param ownsDatabase whether {@link #close} closes the database
   */
  public SqlPrivateMessageStore(Database database, boolean ownsDatabase) {
    this.database = database;
    this.ownsDatabase = ownsDatabase;
  }

  @Override
  public Optional<StoredPrivateMessage> append(NewPrivateMessage message) throws HistoryException {
    long sender = message.sender().account();
    long receiver = message.receiver().account();
    int accounts = sender == receiver ? 1 : 2;
    return database.writeSynced(
        connection -> {
          if (MessageTable.selectLong(connection, ACCOUNTS_EXIST, sender, receiver) < accounts) {
            return Optional.empty();
          }
          StoredPrivateMessage stored = new StoredPrivateMessage(nextId(connection), message);
          insert(connection, stored);
          return Optional.of(stored);
        });
  }

  private long nextId(SqlConnection connection) throws SQLException {
    update(connection, NEXT_ID);
    return MessageTable.selectLong(connection, SELECT_LAST);
  }

  private void insert(SqlConnection connection, StoredPrivateMessage message) throws SQLException {
    NewPrivateMessage content = message.content();
    update(
        connection,
        INSERT,
        message.id(),
        content.time(),
        content.sender().account(),
        content.sender().nickname(),
        content.receiver().account(),
        content.receiver().nickname(),
        content.kind().storedName(),
        content.text());
  }

  @Override
  public LeftCount countLeft(long receiver, long sender, int limit) throws HistoryException {
    return database.read(
        connection -> {
          try (CachedStatement prepared = connection.prepare(COUNT_LEFT)) {
            bind(prepared.statement(), sender, receiver, receiver, limit);
            try (ResultSet row = prepared.statement().executeQuery()) {
              return row.next()
                  ? new LeftCount(row.getInt("by_sender"), row.getInt("total"))
                  : new LeftCount(0, 0);
            }
          }
        });
  }

  @Override
  public List<StoredPrivateMessage> left(long receiver, int limit) throws HistoryException {
    return database.read(connection -> select(connection, SELECT_LEFT, receiver, receiver, limit));
  }

  /** In the order of the accounts, so that transactions do not wait for each other in a circle. */
  @Override
  public void raiseMarks(Map<Long, Long> marks) throws HistoryException {
    int unused =
        database.write(
            connection -> {
              int raised = 0;
              for (Map.Entry<Long, Long> mark : new TreeMap<>(marks).entrySet()) {
                raised += update(connection, RAISE_MARK, mark.getValue(), mark.getKey());
              }
              return raised;
            });
  }

  @Override
  public List<StoredPrivateMessage> before(long account, long other, long before, int limit)
      throws HistoryException {
    List<StoredPrivateMessage> newestFirst =
        database.read(
            connection ->
                select(
                    connection,
                    SELECT_BEFORE,
                    account,
                    other,
                    before,
                    limit,
                    other,
                    account,
                    before,
                    limit,
                    limit));
    Collections.reverse(newestFirst);
    return newestFirst;
  }

  @Override
  public List<StoredPrivateMessage> after(long id, int limit) throws HistoryException {
    return database.read(connection -> select(connection, SELECT_AFTER, id, limit));
  }

  @Override
  public int importMessages(List<NewPrivateMessage> messages) throws HistoryException {
    return database.writeSynced(
        connection -> {
          int imported = 0;
          Map<Long, Long> marks = new HashMap<>();
          for (NewPrivateMessage message : messages) {
            if (!isStored(connection, message)) {
              long id = nextId(connection);
              insert(connection, new StoredPrivateMessage(id, message));
              marks.put(message.receiver().account(), id);
              imported++;
            }
          }
          for (Map.Entry<Long, Long> mark : new TreeMap<>(marks).entrySet()) {
            update(connection, RAISE_MARK, mark.getValue(), mark.getKey());
          }
          return imported;
        });
  }

  private boolean isStored(SqlConnection connection, NewPrivateMessage message)
      throws SQLException {
    try (CachedStatement prepared = connection.prepare(SELECT_SAME)) {
      bind(
          prepared.statement(),
          message.sender().account(),
          message.receiver().account(),
          message.time(),
          message.kind().storedName(),
          message.text());
      try (ResultSet row = prepared.statement().executeQuery()) {
        return row.next() && row.getLong(1) > 0;
      }
    }
  }

  @Override
  public long prune(Instant olderThan) throws HistoryException {
    long deleted = 0;
    int batch;
    do {
      batch = database.write(connection -> update(connection, PRUNE, olderThan));
      deleted += batch;
    } while (batch == PRUNED_AT_ONCE);
    return deleted;
  }

  @Override
  public int trim(long sender, int max) throws HistoryException {
    return database.write(connection -> update(connection, TRIM, sender, sender, max));
  }

  @Override
  public void removeAccount(long account) throws HistoryException {
    int unused =
        database.write(
            connection ->
                update(connection, DELETE_SENT, account)
                    + update(connection, DELETE_RECEIVED, account)
                    + update(connection, DELETE_MARK, account));
  }

  /**
   * Stores the messages of another store with their ids, and its marks, in an empty store.
   *
   * @param messages in the order of their ids
   */
  void restore(List<StoredPrivateMessage> messages, Map<Long, Long> marks, long lastId)
      throws HistoryException {
    int unused =
        database.writeSynced(
            connection -> {
              for (StoredPrivateMessage message : messages) {
                insert(connection, message);
              }
              for (Map.Entry<Long, Long> mark : new TreeMap<>(marks).entrySet()) {
                update(connection, RAISE_MARK, mark.getValue(), mark.getKey());
              }
              return update(connection, RAISE_LAST, lastId, lastId);
            });
  }

  /** The id of the last message, also if that is deleted. */
  long lastId() throws HistoryException {
    return database.read(connection -> MessageTable.selectLong(connection, SELECT_LAST));
  }

  /** The newest message that each account has got. */
  Map<Long, Long> marks() throws HistoryException {
    return database.read(
        connection -> {
          Map<Long, Long> marks = new TreeMap<>();
          try (CachedStatement prepared =
                  connection.prepare("SELECT account_id, message_id FROM private_message_mark");
              ResultSet row = prepared.statement().executeQuery()) {
            while (row.next()) {
              marks.put(row.getLong(1), row.getLong(2));
            }
          }
          return marks;
        });
  }

  @Override
  public void close() {
    if (ownsDatabase) {
      database.close();
    }
  }

  private List<StoredPrivateMessage> select(SqlConnection connection, String sql, Object... values)
      throws SQLException {
    List<StoredPrivateMessage> messages = new ArrayList<>();
    try (CachedStatement prepared = connection.prepare(sql)) {
      bind(prepared.statement(), values);
      try (ResultSet row = prepared.statement().executeQuery()) {
        while (row.next()) {
          messages.add(readRow(row));
        }
      }
    }
    return messages;
  }

  private StoredPrivateMessage readRow(ResultSet row) throws SQLException {
    return new StoredPrivateMessage(
        row.getLong("id"),
        new NewPrivateMessage(
            database.sqlDialect().time(row, "time"),
            new Correspondent(row.getLong("sender_id"), row.getString("sender")),
            new Correspondent(row.getLong("receiver_id"), row.getString("receiver")),
            MessageKind.fromStoredName(row.getString("kind")).orElseThrow(),
            row.getString("text")));
  }

  /** Returns the number of changed rows. */
  private int update(SqlConnection connection, String sql, Object... values) throws SQLException {
    try (CachedStatement prepared = connection.prepare(sql)) {
      bind(prepared.statement(), values);
      return prepared.statement().executeUpdate();
    }
  }

  private void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      if (values[i] instanceof Instant time) {
        database.sqlDialect().setTime(statement, i + 1, time);
      } else {
        statement.setObject(i + 1, values[i]);
      }
    }
  }
}
