package io.parley.history.sql;

import io.parley.history.HistoryException;
import io.parley.history.SearchBudget;
import io.parley.history.SearchQuery;
import io.parley.history.SearchResult;
import io.parley.history.SearchTerms;
import io.parley.history.SearchTerms.IndexTerm;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Searches the index, and reads the messages that are not indexed yet. A result of the index has
 * all terms, but perhaps not next to each other. So each text is checked again.
 *
 * <p>The index has the first three letters of words in order. It must collect all messages with a
 * longer beginning before the first one can be read, which pays only for a beginning that is rarer
 * by far than its first three letters. A sample shows which ones are.
 */
final class MessageSearch {
  /** The texts alone are checked for further terms. */
  private static final int MAX_INDEX_TERMS = 32;

  /** Reading and checking so many texts takes some milliseconds. */
  private static final int SAMPLE_SIZE = 1000;

  /** Without a condition on the id: SQLite would take it for the end of each window. */
  private static final SearchScan.Source ALL_MESSAGES =
      new SearchScan.Source(" FROM message m WHERE 1 = 1", List.of(), "m.id", true);

  private static final String SELECT_OLDEST = "SELECT coalesce(min(id), 1) FROM message";
  private static final String SELECT_NEWEST = "SELECT coalesce(max(id), 0) FROM message";

  private final Database database;

  MessageSearch(Database database) {
    this.database = database;
  }

  SearchResult search(SearchQuery query, Set<String> rooms, int limit, SearchBudget budget)
      throws HistoryException {
    Set<String> keys = new TreeSet<>();
    rooms.forEach(room -> keys.add(RoomName.keyOf(room)));
    query.in().ifPresent(room -> keys.retainAll(Set.of(RoomName.keyOf(room))));
    SearchTerms terms = SearchTerms.of(query.words());
    if (keys.isEmpty() || limit < 1 || (terms.isEmpty() && !query.words().isBlank())) {
      return SearchResult.complete(List.of());
    }
    SearchBudget.Meter meter = budget.start();
    // The order of the queries matters: a message that is indexed between them is in the index.
    long indexed = MessageIndex.lastIndexed(database::read);
    long oldest = database.read(c -> MessageTable.selectLong(c, SELECT_OLDEST));
    long newest = database.read(c -> MessageTable.selectLong(c, SELECT_NEWEST));
    SearchScan scan =
        new SearchScan(database, filter(query, keys), terms, limit, meter, oldest, newest);
    List<IndexTerm> beginnings = indexTermsOf(query, terms.queryTerms(Set.of()));
    if (beginnings.isEmpty()) {
      scan.scan(ALL_MESSAGES, 0);
    } else {
      scan.scan(ALL_MESSAGES, indexed);
      Set<String> selective = scan.sample(indexSource(beginnings), SAMPLE_SIZE);
      scan.scan(indexSource(indexTermsOf(query, terms.queryTerms(selective))), 0);
    }
    return scan.result();
  }

  /** For a prefix, SQLite collects all messages with it, whatever the window. */
  private SearchScan.Source indexSource(List<IndexTerm> indexTerms) {
    SqlDialect dialect = database.sqlDialect();
    return new SearchScan.Source(
        dialect.searchFromClause(),
        List.of(dialect.matchExpression(indexTerms)),
        dialect.searchIdColumn(),
        indexTerms.stream().allMatch(IndexTerm::isOrdered));
  }

  private static List<IndexTerm> indexTermsOf(SearchQuery query, Set<IndexTerm> terms) {
    List<IndexTerm> indexTerms = new ArrayList<>();
    query
        .from()
        .ifPresent(
            name ->
                indexTerms.add(
                    new IndexTerm(SearchTerms.authorTerm(Nickname.foldedKeyOf(name)), false)));
    terms.stream().limit(MAX_INDEX_TERMS).forEach(indexTerms::add);
    return indexTerms;
  }

  /** The conditions for room, author and time. */
  private static SearchScan.Filter filter(SearchQuery query, Set<String> roomKeys) {
    StringBuilder sql = new StringBuilder(" AND m.deleted_by IS NULL AND m.room_key IN (");
    sql.append(String.join(", ", Collections.nCopies(roomKeys.size(), "?"))).append(')');
    List<Object> values = new ArrayList<>(roomKeys);
    query
        .from()
        .ifPresent(
            name -> {
              sql.append(" AND m.nickname_key = ?");
              values.add(Nickname.foldedKeyOf(name));
            });
    query
        .before()
        .ifPresent(
            time -> {
              sql.append(" AND m.time < ?");
              values.add(time);
            });
    query
        .after()
        .ifPresent(
            time -> {
              sql.append(" AND m.time >= ?");
              values.add(time);
            });
    return new SearchScan.Filter(sql.toString(), values);
  }
}
