package io.parley.history.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;

/**
 * The ids of a condition {@code IN (...)}. The last one is repeated up to a power of two, so that
 * there are few different statements to cache.
 *
 * @param ids at least one
 */
record IdList(List<Long> ids) {

  private int size() {
    return ids.size() == 1 ? 1 : 2 * Integer.highestOneBit(ids.size() - 1);
  }

  String placeholders() {
    return String.join(", ", Collections.nCopies(size(), "?"));
  }

  void bind(PreparedStatement statement) throws SQLException {
    for (int i = 0; i < size(); i++) {
      statement.setLong(i + 1, ids.get(Math.min(i, ids.size() - 1)));
    }
  }
}
