package io.parley.account.sql;

import io.parley.account.Account;
import io.parley.account.AccountChanges;
import io.parley.account.AccountReadMark;
import io.parley.account.AccountRole;
import io.parley.account.AccountStore;
import io.parley.account.ReadMark;
import io.parley.account.StoredAccount;
import io.parley.history.HistoryException;
import io.parley.history.sql.Database;
import io.parley.history.sql.SqlConnection;
import io.parley.history.sql.SqlConnection.CachedStatement;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Accounts in a SQL database. All databases have the same schema. */
public final class SqlAccountStore implements AccountStore {
  private static final String SELECT_NUMBER = "SELECT last FROM account_change";

  /** Locks the row until the end of the transaction, so that changes are committed in order. */
  private static final String NEXT_NUMBER =
      "UPDATE account_change SET last = last + 1 WHERE last = ?";

  private static final String SELECT_CHANGED =
      "SELECT a.id, a.role, a.password_changed, a.created, n.nickname"
          + " FROM account a JOIN account_nickname n ON n.account_id = a.id"
          + " WHERE a.changed > ? ORDER BY a.id, n.position";
  private static final String SELECT_REMOVED =
      "SELECT id FROM removed_account WHERE changed > ? ORDER BY id";

  private static final String INSERT =
      "INSERT INTO account (id, role, password_hash, password_changed, created, changed)"
          + " VALUES (?, ?, ?, ?, ?, ?)";
  private static final String UPDATE = "UPDATE account SET role = ?, changed = ? WHERE id = ?";
  private static final String UPDATE_PASSWORD =
      "UPDATE account SET password_hash = ?, password_changed = ?, changed = ? WHERE id = ?";
  private static final String DELETE = "DELETE FROM account WHERE id = ?";
  private static final String INSERT_REMOVED =
      "INSERT INTO removed_account (id, changed) VALUES (?, ?)";

  private static final String INSERT_NICKNAME =
      "INSERT INTO account_nickname (nickname_key, account_id, position, nickname)"
          + " VALUES (?, ?, ?, ?)";
  private static final String DELETE_NICKNAMES =
      "DELETE FROM account_nickname WHERE account_id = ?";

  private static final String SELECT_HASH = "SELECT password_hash FROM account WHERE id = ?";
  private static final String REPLACE_HASH =
      "UPDATE account SET password_hash = ? WHERE id = ? AND password_hash = ?";

  private static final String SELECT_MARKS =
      "SELECT room, message_id FROM read_mark WHERE account_id = ? ORDER BY message_id DESC, room_key";

  /** One statement, so that a mark never falls when two processes raise it. */
  private static final String RAISE_MARK =
      "INSERT INTO read_mark (account_id, room_key, room, message_id)"
          + " SELECT id, ?, ?, ? FROM account WHERE id = ?"
          + " ON CONFLICT (account_id, room_key) DO UPDATE"
          + " SET room = excluded.room, message_id = excluded.message_id"
          + " WHERE read_mark.message_id < excluded.message_id";

  private static final String DELETE_OLD_MARKS =
      "DELETE FROM read_mark WHERE account_id = ? AND room_key IN"
          + " (SELECT room_key FROM read_mark WHERE account_id = ?"
          + " ORDER BY message_id DESC, room_key LIMIT 1000000 OFFSET ?)";
  private static final String DELETE_MARKS = "DELETE FROM read_mark WHERE account_id = ?";
  private static final String DELETE_SENT = "DELETE FROM private_message WHERE sender_id = ?";
  private static final String DELETE_RECEIVED = "DELETE FROM private_message WHERE receiver_id = ?";
  private static final String DELETE_PRIVATE_MARK =
      "DELETE FROM private_message_mark WHERE account_id = ?";

  /** So that transactions of several processes do not wait for each other in a circle. */
  private static final Comparator<AccountReadMark> LOCK_ORDER =
      Comparator.comparingLong(AccountReadMark::account)
          .thenComparing(raised -> RoomName.keyOf(raised.mark().room()));

  private final Database database;
  private final boolean ownsDatabase;

  /**
   * @param ownsDatabase whether {@link #close} closes the database
   */
  public SqlAccountStore(Database database, boolean ownsDatabase) {
    this.database = database;
    this.ownsDatabase = ownsDatabase;
  }

  /** A change in a transaction whose number is the next one; empty if nothing was changed. */
  private interface Change<T> {
    Optional<T> make(SqlConnection connection, long number) throws SQLException;
  }

  @Override
  public AccountChanges changesAfter(long number) throws HistoryException {
    return database.read(
        connection -> {
          long last = selectLongs(connection, SELECT_NUMBER).get(0);
          if (last == number) {
            return new AccountChanges(last, number == 0, List.of(), List.of());
          }
          // Below: another database, for instance one that was restored.
          long after = last < number ? 0 : number;
          return new AccountChanges(
              last,
              after == 0,
              selectChanged(connection, after),
              after == 0 ? List.of() : selectLongs(connection, SELECT_REMOVED, after));
        });
  }

  @Override
  public Optional<Account> add(
      long number, Nickname nickname, AccountRole role, Instant created, String passwordHash)
      throws HistoryException {
    return change(
        number,
        (connection, next) -> {
          Account account = new Account(next, nickname, List.of(), role, created);
          try (CachedStatement prepared = connection.prepare(INSERT)) {
            PreparedStatement insert = prepared.statement();
            insert.setLong(1, next);
            insert.setString(2, role.storedName());
            insert.setString(3, passwordHash);
            insert.setLong(4, next);
            database.sqlDialect().setTime(insert, 5, created);
            insert.setLong(6, next);
            insert.executeUpdate();
          }
          insertNicknames(connection, account);
          return Optional.of(account);
        });
  }

  @Override
  public boolean update(long number, Account account) throws HistoryException {
    return change(
            number,
            (connection, next) -> {
              if (update(connection, UPDATE, account.role().storedName(), next, account.id())
                  == 0) {
                return Optional.empty();
              }
              update(connection, DELETE_NICKNAMES, account.id());
              insertNicknames(connection, account);
              return Optional.of(next);
            })
        .isPresent();
  }

  @Override
  public boolean changePassword(long number, long account, String passwordHash)
      throws HistoryException {
    return change(
            number,
            (connection, next) ->
                update(connection, UPDATE_PASSWORD, passwordHash, next, next, account) == 0
                    ? Optional.empty()
                    : Optional.of(next))
        .isPresent();
  }

  @Override
  public boolean remove(long number, long account) throws HistoryException {
    return change(
            number,
            (connection, next) -> {
              if (update(connection, DELETE, account) == 0) {
                return Optional.empty();
              }
              update(connection, DELETE_NICKNAMES, account);
              update(connection, DELETE_MARKS, account);
              update(connection, DELETE_SENT, account);
              update(connection, DELETE_RECEIVED, account);
              update(connection, DELETE_PRIVATE_MARK, account);
              update(connection, INSERT_REMOVED, account, next);
              return Optional.of(next);
            })
        .isPresent();
  }

  @Override
  public Optional<String> passwordHash(long account) throws HistoryException {
    return database.read(
        connection -> {
          try (CachedStatement prepared = connection.prepare(SELECT_HASH)) {
            prepared.statement().setLong(1, account);
            try (ResultSet row = prepared.statement().executeQuery()) {
              return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
          }
        });
  }

  @Override
  public boolean replaceHash(long account, String old, String next) throws HistoryException {
    return database.write(connection -> update(connection, REPLACE_HASH, next, account, old) > 0);
  }

  @Override
  public List<ReadMark> readMarks(long account) throws HistoryException {
    return database.read(
        connection -> {
          List<ReadMark> marks = new ArrayList<>();
          try (CachedStatement prepared = connection.prepare(SELECT_MARKS)) {
            prepared.statement().setLong(1, account);
            try (ResultSet row = prepared.statement().executeQuery()) {
              while (row.next()) {
                marks.add(new ReadMark(row.getString(1), row.getLong(2)));
              }
            }
          }
          return marks;
        });
  }

  @Override
  public int raiseReadMarks(List<AccountReadMark> marks, int maxMarks) throws HistoryException {
    List<AccountReadMark> inOrder = marks.stream().sorted(LOCK_ORDER).toList();
    return database.write(
        connection -> {
          int raised = 0;
          Set<Long> changed = new TreeSet<>();
          for (AccountReadMark each : inOrder) {
            String room = each.mark().room();
            int rows =
                update(
                    connection,
                    RAISE_MARK,
                    RoomName.keyOf(room),
                    room,
                    each.mark().messageId(),
                    each.account());
            raised += rows;
            if (rows > 0) {
              changed.add(each.account());
            }
          }
          for (long account : changed) {
            update(connection, DELETE_OLD_MARKS, account, account, maxMarks);
          }
          return raised;
        });
  }

  @Override
  public void close() {
    if (ownsDatabase) {
      database.close();
    }
  }

  private <T> Optional<T> change(long number, Change<T> change) throws HistoryException {
    return database.writeSynced(
        connection ->
            update(connection, NEXT_NUMBER, number) == 0
                ? Optional.empty()
                : change.make(connection, number + 1));
  }

  private static void insertNicknames(SqlConnection connection, Account account)
      throws SQLException {
    List<Nickname> nicknames = account.nicknames();
    for (int i = 0; i < nicknames.size(); i++) {
      Nickname nickname = nicknames.get(i);
      update(connection, INSERT_NICKNAME, nickname.foldedKey(), account.id(), i, nickname.value());
    }
  }

  private List<StoredAccount> selectChanged(SqlConnection connection, long after)
      throws SQLException {
    List<StoredAccount> changed = new ArrayList<>();
    try (CachedStatement prepared = connection.prepare(SELECT_CHANGED)) {
      prepared.statement().setLong(1, after);
      try (ResultSet row = prepared.statement().executeQuery()) {
        boolean present = row.next();
        while (present) {
          long id = row.getLong("id");
          AccountRole role = AccountRole.fromStoredName(row.getString("role")).orElseThrow();
          long passwordChanged = row.getLong("password_changed");
          Instant created = database.sqlDialect().time(row, "created");
          List<Nickname> nicknames = new ArrayList<>();
          do {
            nicknames.add(Nickname.sanitize(row.getString("nickname")));
            present = row.next();
          } while (present && row.getLong("id") == id);
          changed.add(
              new StoredAccount(
                  new Account(
                      id, nicknames.get(0), nicknames.subList(1, nicknames.size()), role, created),
                  passwordChanged));
        }
      }
    }
    return changed;
  }

  private static List<Long> selectLongs(SqlConnection connection, String sql, Object... values)
      throws SQLException {
    List<Long> numbers = new ArrayList<>();
    try (CachedStatement prepared = connection.prepare(sql)) {
      bind(prepared.statement(), values);
      try (ResultSet row = prepared.statement().executeQuery()) {
        while (row.next()) {
          numbers.add(row.getLong(1));
        }
      }
    }
    return numbers;
  }

  /** Returns the number of changed rows. */
  private static int update(SqlConnection connection, String sql, Object... values)
      throws SQLException {
    try (CachedStatement prepared = connection.prepare(sql)) {
      bind(prepared.statement(), values);
      return prepared.statement().executeUpdate();
    }
  }

  private static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}
