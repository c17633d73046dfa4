package io.parley.history.sqlite;

import io.parley.history.sql.MessageTable;
import io.parley.history.sql.SqlConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the file that the last of what is stored may not be on the disk, and since which start of
 * the machine. Where the machine has started anew since, ids that somebody was shown may be lost:
 * so that nothing else ever gets one of them, some are left out.
 *
 * <p>It stands in the file alone, as other processes may write there, too.
 */
final class SqliteMark {
  /** More than can be stored while the disk is behind. */
  static final long LEFT_OUT = 1_000_000;

  private static final Logger LOG = LoggerFactory.getLogger(SqliteMark.class);
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  private static final String MARK = "user_version";

  private final Path file;
  private final int boot; // not 0, and another one after each start of the machine

  SqliteMark(Path file) {
    this.file = file;
    this.boot = boot();
  }

  /** Where nobody tells, every life of the server counts as one of the machine. */
  private static int boot() {
    try {
      return Files.readString(BOOT).hashCode() | 1;
    } catch (IOException e) {
      return ThreadLocalRandom.current().nextInt() | 1;
    }
  }

  /**
   * Looks at what the last life has left, and takes the mark away; in a transaction that is on the
   * disk when it ends, and with it all that was stored before.
   */
  void open(SqlConnection session) throws SQLException {
    long mark = mark(session);
    if (mark == 0) {
      return;
    }
    if (mark != boot) {
      LOG.warn(
          "The machine was started anew since the server ended in the middle of much talk. The last"
              + " of that may not be in {}, and so ids go on {} later.",
          file,
          LEFT_OUT);
      session.execute("UPDATE counter SET last = last + " + LEFT_OUT);
    }
    remove(session);
  }

  /** Whether the file says it. */
  boolean isSet(SqlConnection session) throws SQLException {
    return mark(session) == boot;
  }

  /** Has the file say it when the transaction ends, which is to be on the disk then. */
  void set(SqlConnection session) throws SQLException {
    session.setPragma(MARK, boot);
  }

  /** All is on the disk when the transaction ends. */
  void remove(SqlConnection session) throws SQLException {
    session.setPragma(MARK, 0);
  }

  private static long mark(SqlConnection session) throws SQLException {
    return MessageTable.selectLong(session, "PRAGMA " + MARK);
  }
}
