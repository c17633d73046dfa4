package io.parley.cli.destination;

import static java.util.stream.Collectors.toUnmodifiableMap;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Map;

/** The default port of each dialect: that of its listener in the server's default configuration. */
public final class DefaultPorts {
  private DefaultPorts() {}

  static int forDialect(String dialect) {
    return dialects().entrySet().stream()
        .filter(listener -> listener.getValue().equals(dialect))
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  /** The names of the dialects by their ports. */
  public static Map<Integer, String> dialects() {
    return ConfigFactory.defaultReference().getConfigList("parley.listeners").stream()
        .collect(
            toUnmodifiableMap(
                (Config listener) -> listener.getInt("port"),
                listener -> listener.getString("dialect")));
  }
}
