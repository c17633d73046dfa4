package io.parley.history;

import io.parley.history.Terms.Lookup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks for words: in the index as far as that goes, and in the messages themselves behind it. What
 * the index offers has all the terms, but perhaps not side by side, and is looked at once more.
 */
final class Searching {
  /** What a longer query asks the index for beyond is only looked at in what the index offers. */
  private static final int MOST_LOOKUPS = 32;

  private static final int LEAST_PAGE = 64;

  private final Database database;
  private final Rows rows;

  Searching(Database database) {
    this.database = database;
    this.rows = new Rows(database.vendor());
  }

  List<Entry> search(SearchQuery query, Set<String> rooms, int limit) throws HistoryException {
    Set<String> keys = new TreeSet<>();
    rooms.forEach(room -> keys.add(Names.fold(room)));
    query.in().ifPresent(room -> keys.retainAll(Set.of(Names.fold(room))));
    Terms wanted = Terms.of(query.words());
    if (keys.isEmpty() || limit < 1 || (wanted.isEmpty() && !query.words().isBlank())) {
      return List.of();
    }
    Clauses clauses = new Clauses(query, keys);
    List<Lookup> lookups = lookups(query, wanted);
    if (lookups.isEmpty()) {
      return pages(
          " FROM message m WHERE m.id > ?",
          List.of(0L),
          "m.id",
          clauses,
          wanted,
          limit,
          Long.MAX_VALUE);
    }
    // What gets indexed between this and the next step is found by the next step.
    long indexed = Indexing.last(database);
    List<Entry> found =
        new ArrayList<>(
            pages(
                " FROM message m WHERE m.id > ?",
                List.of(indexed),
                "m.id",
                clauses,
                wanted,
                limit,
                Long.MAX_VALUE));
    if (found.size() < limit) {
      Vendor vendor = database.vendor();
      String match = vendor.match(lookups);
      found.addAll(
          pages(
              vendor.fromMatching(),
              List.of(match),
              vendor.matchingId(),
              clauses,
              wanted,
              limit - found.size(),
              indexed));
    }
    return Collections.unmodifiableList(found);
  }

  private static List<Lookup> lookups(SearchQuery query, Terms wanted) {
    List<Lookup> lookups = new ArrayList<>();
    query.from().ifPresent(name -> lookups.add(new Lookup(Terms.saidBy(Names.fold(name)), false)));
    wanted.lookups().stream().limit(MOST_LOOKUPS).forEach(lookups::add);
    return lookups;
  }

  /** Reads from the newest on until there are enough. */
  private List<Entry> pages(
      String from,
      List<Object> first,
      String id,
      Clauses clauses,
      Terms wanted,
      int limit,
      long newest)
      throws HistoryException {
    String sql =
        "SELECT "
            + Rows.COLUMNS
            + from
            + clauses.sql
            + " AND "
            + id
            + " <= ? ORDER BY "
            + id
            + " DESC LIMIT ?";
    int page = Math.max(limit, LEAST_PAGE);
    List<Entry> found = new ArrayList<>();
    for (long upTo = newest; ; ) {
      List<Object> values = new ArrayList<>(first);
      values.addAll(clauses.values);
      values.add(upTo);
      values.add(page);
      List<Entry> offered = database.read(session -> rows.list(session, sql, values));
      for (Entry entry : offered) {
        if (found.size() < limit && Terms.of(entry.saying().text()).contain(wanted)) {
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

  /** Everything but the words. */
  private static final class Clauses {
    private final String sql;
    private final List<Object> values = new ArrayList<>();

    Clauses(SearchQuery query, Collection<String> keys) {
      StringBuilder and = new StringBuilder(" AND m.room_key IN (");
      and.append(String.join(", ", Collections.nCopies(keys.size(), "?"))).append(')');
      values.addAll(keys);
      query.from().ifPresent(name -> add(and, " AND m.nickname_key = ?", Names.fold(name)));
      query.before().ifPresent(time -> add(and, " AND m.time < ?", time));
      query.after().ifPresent(time -> add(and, " AND m.time >= ?", time));
      sql = and.toString();
    }

    private void add(StringBuilder and, String clause, Object value) {
      and.append(clause);
      values.add(value);
    }
  }
}
