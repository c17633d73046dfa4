package io.parley.history.sql;

import io.parley.history.HistoryException;
import io.parley.history.SearchQuery;
import io.parley.history.SearchTerms;
import io.parley.history.SearchTerms.IndexTerm;
import io.parley.history.StoredMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Searches the index, and reads the messages that are not indexed yet. A result of the index has
 * all terms, but perhaps not next to each other. So each text is checked again.
 */
final class MessageSearch {
  /** The texts alone are checked for further terms. */
  private static final int MAX_INDEX_TERMS = 32;

  private static final int MIN_PAGE_SIZE = 64;

  private final Database database;
  private final MessageTable table;

  MessageSearch(Database database) {
    this.database = database;
    this.table = new MessageTable(database.sqlDialect());
  }

  List<StoredMessage> search(SearchQuery query, Set<String> rooms, int limit)
      throws HistoryException {
    Set<String> keys = new TreeSet<>();
    rooms.forEach(room -> keys.add(RoomName.keyOf(room)));
    query.in().ifPresent(room -> keys.retainAll(Set.of(RoomName.keyOf(room))));
    SearchTerms terms = SearchTerms.of(query.words());
    if (keys.isEmpty() || limit < 1 || (terms.isEmpty() && !query.words().isBlank())) {
      return List.of();
    }
    Conditions conditions = new Conditions(query, keys);
    List<IndexTerm> indexTerms = indexTermsOf(query, terms);
    if (indexTerms.isEmpty()) {
      return readPages(
          " FROM message m WHERE m.id > ?",
          List.of(0L),
          "m.id",
          conditions,
          terms,
          limit,
          Long.MAX_VALUE);
    }
    // The order of the queries matters: a message that is indexed between them is in the second.
    long indexed = MessageIndex.lastIndexed(database);
    List<StoredMessage> found =
        new ArrayList<>(
            readPages(
                " FROM message m WHERE m.id > ?",
                List.of(indexed),
                "m.id",
                conditions,
                terms,
                limit,
                Long.MAX_VALUE));
    if (found.size() < limit) {
      SqlDialect dialect = database.sqlDialect();
      String match = dialect.matchExpression(indexTerms);
      found.addAll(
          readPages(
              dialect.searchFromClause(),
              List.of(match),
              dialect.searchIdColumn(),
              conditions,
              terms,
              limit - found.size(),
              indexed));
    }
    return Collections.unmodifiableList(found);
  }

  private static List<IndexTerm> indexTermsOf(SearchQuery query, SearchTerms terms) {
    List<IndexTerm> indexTerms = new ArrayList<>();
    query
        .from()
        .ifPresent(
            name ->
                indexTerms.add(new IndexTerm(SearchTerms.authorTerm(Nickname.keyOf(name)), false)));
    terms.queryTerms().stream().limit(MAX_INDEX_TERMS).forEach(indexTerms::add);
    return indexTerms;
  }

  /** Reads pages, newest first, until there are enough results. */
  private List<StoredMessage> readPages(
      String from,
      List<Object> first,
      String id,
      Conditions conditions,
      SearchTerms terms,
      int limit,
      long newest)
      throws HistoryException {
    String sql =
        "SELECT "
            + MessageTable.COLUMNS
            + from
            + conditions.sql
            + " AND "
            + id
            + " <= ? ORDER BY "
            + id
            + " DESC LIMIT ?";
    int page = Math.max(limit, MIN_PAGE_SIZE);
    List<StoredMessage> found = new ArrayList<>();
    for (long maxId = newest; ; ) {
      List<Object> values = new ArrayList<>(first);
      values.addAll(conditions.values);
      values.add(maxId);
      values.add(page);
      List<StoredMessage> candidates =
          database.read(connection -> table.select(connection, sql, values));
      for (StoredMessage message : candidates) {
        if (found.size() < limit && SearchTerms.of(message.content().text()).containsAll(terms)) {
          found.add(message);
        }
      }
      if (found.size() == limit || candidates.size() < page) {
        return found;
      }
      maxId = candidates.get(candidates.size() - 1).id() - 1;
      page = Math.min(2 * page, 4096);
    }
  }

  /** The SQL conditions for room, author and time. */
  private static final class Conditions {
    private final String sql;
    private final List<Object> values = new ArrayList<>();

    Conditions(SearchQuery query, Collection<String> keys) {
      StringBuilder and = new StringBuilder(" AND m.room_key IN (");
      and.append(String.join(", ", Collections.nCopies(keys.size(), "?"))).append(')');
      values.addAll(keys);
      query
          .from()
          .ifPresent(name -> addCondition(and, " AND m.nickname_key = ?", Nickname.keyOf(name)));
      query.before().ifPresent(time -> addCondition(and, " AND m.time < ?", time));
      query.after().ifPresent(time -> addCondition(and, " AND m.time >= ?", time));
      sql = and.toString();
    }

    private void addCondition(StringBuilder and, String condition, Object value) {
      and.append(condition);
      values.add(value);
    }
  }
}
