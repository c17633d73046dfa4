package io.parley.dialect;

import io.parley.dialect.beej.BeejDialect;
import io.parley.dialect.login.LoginDialect;
import io.parley.dialect.nickname.NicknameDialect;
import io.parley.dialect.notification.NotificationDialect;
import io.parley.dialect.plain.PlainDialect;
import io.parley.dialect.prompt.PromptDialect;
import io.parley.dialect.whisper.WhisperDialect;
import io.parley.wire.WireContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The table of all dialects. A new dialect is one line here. */
public final class Dialects {

  private static final Map<String, Function<WireContext, Dialect>> ALL =
      table(
          Map.entry(BeejDialect.NAME, BeejDialect::create),
          Map.entry(NicknameDialect.NAME, NicknameDialect::create),
          Map.entry(LoginDialect.NAME, LoginDialect::create),
          Map.entry(PromptDialect.NAME, PromptDialect::create),
          Map.entry(PlainDialect.NAME, PlainDialect::create),
          Map.entry(WhisperDialect.NAME, WhisperDialect::create),
          Map.entry(NotificationDialect.NAME, NotificationDialect::create));

  private Dialects() {}

  /** All names, in the order of the table. */
  public static Set<String> names() {
    return ALL.keySet();
  }

  /** The dialect of a name; empty if there is none. */
  public static Optional<Dialect> find(String name, WireContext wire) {
    return Optional.ofNullable(ALL.get(name)).map(dialect -> dialect.apply(wire));
  }

  /** All dialects, in the order of the table. */
  public static List<Dialect> all(WireContext wire) {
    return ALL.values().stream().map(dialect -> dialect.apply(wire)).toList();
  }

  @SafeVarargs
  private static Map<String, Function<WireContext, Dialect>> table(
      Map.Entry<String, Function<WireContext, Dialect>>... rows) {
    Map<String, Function<WireContext, Dialect>> table = new LinkedHashMap<>();
    for (Map.Entry<String, Function<WireContext, Dialect>> row : rows) {
      if (table.put(row.getKey(), row.getValue()) != null) {
        throw new IllegalStateException("two dialects have the name " + row.getKey());
      }
    }
    return table;
  }
}
