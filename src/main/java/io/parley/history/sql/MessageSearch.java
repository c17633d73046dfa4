package io.parley.history.sql;

import io.parley.history.HistoryException;
import io.parley.history.NameKeys;
import io.parley.history.SearchQuery;
import io.parley.history.SearchTerms;
import io.parley.history.SearchTerms.IndexTerm;
import io.parley.history.StoredMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Searches the index, and reads the messages that are not indexed yet. A result of the index has
 * all terms, but perhaps not side by side, so that each text is checked again.
 */
final class MessageSearch {
  /** Further terms of a longer query are only checked in the texts. */
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
    rooms.forEach(room -> keys.add(NameKeys.keyOf(room)));
    query.in().ifPresent(room -> keys.retainAll(Set.of(NameKeys.keyOf(room))));
    SearchTerms wanted = SearchTerms.of(query.words());
    if (keys.isEmpty() || limit < 1 || (wanted.isEmpty() && !query.words().isBlank())) {
      return List.of();
    }
    Conditions clauses = new Conditions(query, keys);
    List<IndexTerm> lookups = indexTerms(query, wanted);
    if (lookups.isEmpty()) {
      return readPages(
          " FROM message m WHERE m.id > ?",
          List.of(0L),
          "m.id",
          clauses,
          wanted,
          limit,
          Long.MAX_VALUE);
    }
    // Messages that are indexed between this and the next query are found by the next query.
    long indexed = MessageIndex.lastIndexed(database);
    List<StoredMessage> found =
        new ArrayList<>(
            readPages(
                " FROM message m WHERE m.id > ?",
                List.of(indexed),
                "m.id",
                clauses,
                wanted,
                limit,
                Long.MAX_VALUE));
    if (found.size() < limit) {
      SqlDialect vendor = database.sqlDialect();
      String match = vendor.matchExpression(lookups);
      found.addAll(
          readPages(
              vendor.searchFromClause(),
              List.of(match),
              vendor.searchIdColumn(),
              clauses,
              wanted,
              limit - found.size(),
              indexed));
    }
    return Collections.unmodifiableList(found);
  }

  private static List<IndexTerm> indexTerms(SearchQuery query, SearchTerms wanted) {
    List<IndexTerm> lookups = new ArrayList<>();
    query
        .from()
        .ifPresent(
            name ->
                lookups.add(new IndexTerm(SearchTerms.authorTerm(NameKeys.keyOf(name)), false)));
    wanted.queryTerms().stream().limit(MAX_INDEX_TERMS).forEach(lookups::add);
    return lookups;
  }

  /** Reads pages, newest first, until there are enough results. */
  private List<StoredMessage> readPages(
      String from,
      List<Object> first,
      String id,
      Conditions clauses,
      SearchTerms wanted,
      int limit,
      long newest)
      throws HistoryException {
    String sql =
        "SELECT "
            + MessageTable.COLUMNS
            + from
            + clauses.sql
            + " AND "
            + id
            + " <= ? ORDER BY "
            + id
            + " DESC LIMIT ?";
    int page = Math.max(limit, MIN_PAGE_SIZE);
    List<StoredMessage> found = new ArrayList<>();
    for (long upTo = newest; ; ) {
      List<Object> values = new ArrayList<>(first);
      values.addAll(clauses.values);
      values.add(upTo);
      values.add(page);
      List<StoredMessage> offered = database.read(session -> table.select(session, sql, values));
      for (StoredMessage entry : offered) {
        if (found.size() < limit && SearchTerms.of(entry.content().text()).containsAll(wanted)) {
          found.add(entry);
        }
      }
      if (found.size() == limit || offered.size() < page) {
        return found;
      }
      upTo = offered.get(offered.size() - 1).id() - 1;
      page = Math.min(2 * page, 4096);
    }
  }

  /** The conditions other than the words. */
  private static final class Conditions {
    private final String sql;
    private final List<Object> values = new ArrayList<>();

    Conditions(SearchQuery query, Collection<String> keys) {
      StringBuilder and = new StringBuilder(" AND m.room_key IN (");
      and.append(String.join(", ", Collections.nCopies(keys.size(), "?"))).append(')');
      values.addAll(keys);
      query
          .from()
          .ifPresent(name -> addCondition(and, " AND m.nickname_key = ?", NameKeys.keyOf(name)));
      query.before().ifPresent(time -> addCondition(and, " AND m.time < ?", time));
      query.after().ifPresent(time -> addCondition(and, " AND m.time >= ?", time));
      sql = and.toString();
    }

    private void addCondition(StringBuilder and, String clause, Object value) {
      and.append(clause);
      values.add(value);
    }
  }
}
