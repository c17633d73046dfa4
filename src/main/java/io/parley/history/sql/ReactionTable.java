package io.parley.history.sql;

import io.parley.history.PersonReaction;
import io.parley.history.sql.SqlConnection.CachedStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes and reads rows of the table {@code reaction}. */
final class ReactionTable {
  private static final String SELECT =
      "SELECT message_id, emoji, nickname, author FROM reaction WHERE message_id IN (";
  private static final String IN_ORDER = ") ORDER BY message_id, position";

  private static final String SELECT_END =
      "SELECT coalesce(max(position), 0) FROM reaction WHERE message_id = ?";

  private static final String INSERT =
      "INSERT INTO reaction (message_id, position, emoji, nickname, author) VALUES (?, ?, ?, ?, ?)";

  private static final String DELETE = "DELETE FROM reaction WHERE message_id = ?";

  private static final String SET_REACTED =
      "UPDATE message SET reacted ="
          + " CASE WHEN EXISTS (SELECT 1 FROM reaction WHERE message_id = ?) THEN 1 ELSE 0 END"
          + " WHERE id = ?";

  private ReactionTable() {}

  /**
   * Returns the reactions to messages by their ids, the oldest first.
   *
   * @param ids at least one
   */
  static Map<Long, List<PersonReaction>> select(SqlConnection connection, List<Long> ids)
      throws SQLException {
    Map<Long, List<PersonReaction>> reactions = new HashMap<>();
    IdList list = new IdList(ids);
    try (CachedStatement prepared = connection.prepare(SELECT + list.placeholders() + IN_ORDER)) {
      list.bind(prepared.statement());
      try (ResultSet row = prepared.statement().executeQuery()) {
        while (row.next()) {
          reactions
              .computeIfAbsent(row.getLong("message_id"), id -> new ArrayList<>())
              .add(
                  new PersonReaction(
                      row.getString("emoji"),
                      row.getString("nickname"),
                      MessageTable.optionalLong(row, "author")));
        }
      }
    }
    return reactions;
  }

  /** Adds reactions to a message after those that it has. */
  static void insert(SqlConnection connection, long id, List<PersonReaction> reactions)
      throws SQLException {
    long position = MessageTable.selectLong(connection, SELECT_END, id);
    try (CachedStatement prepared = connection.prepare(INSERT)) {
      PreparedStatement insert = prepared.statement();
      for (PersonReaction reaction : reactions) {
        position++;
        insert.setLong(1, id);
        insert.setLong(2, position);
        insert.setString(3, reaction.emoji());
        insert.setString(4, reaction.nickname());
        if (reaction.author().isPresent()) {
          insert.setLong(5, reaction.author().getAsLong());
        } else {
          insert.setNull(5, Types.BIGINT);
        }
        insert.addBatch();
      }
      insert.executeBatch();
    }
    setReacted(connection, id);
  }

  /** Replaces the reactions to a message. */
  static void replace(SqlConnection connection, long id, List<PersonReaction> reactions)
      throws SQLException {
    delete(connection, List.of(id));
    insert(connection, id, reactions);
  }

  private static void setReacted(SqlConnection connection, long id) throws SQLException {
    try (CachedStatement prepared = connection.prepare(SET_REACTED)) {
      prepared.statement().setLong(1, id);
      prepared.statement().setLong(2, id);
      prepared.statement().executeUpdate();
    }
  }

  /** Deletes all reactions to messages. */
  static void delete(SqlConnection connection, List<Long> ids) throws SQLException {
    if (ids.isEmpty()) {
      return;
    }
    try (CachedStatement prepared = connection.prepare(DELETE)) {
      for (long id : ids) {
        prepared.statement().setLong(1, id);
        prepared.statement().addBatch();
      }
      prepared.statement().executeBatch();
    }
  }
}
