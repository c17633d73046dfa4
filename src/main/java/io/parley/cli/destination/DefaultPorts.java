package io.parley.cli.destination;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

/** The default port of each dialect. */
final class DefaultPorts {
  private DefaultPorts() {}

  /** The port of the dialect's listener in the default configuration of the server. */
  static int forDialect(String dialect) {
    return ConfigFactory.defaultReference().getConfigList("parley.listeners").stream()
        .filter(listener -> listener.getString("dialect").equals(dialect))
        .map((Config listener) -> listener.getInt("port"))
        .findFirst()
        .orElseThrow();
  }
}
