package io.parley.cli.destination;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

/** Where a dialect is spoken unless somebody says otherwise. */
final class DefaultPorts {
  private DefaultPorts() {}

  /** The port on which Parley's own server speaks it by default. */
  static int forDialect(String dialect) {
    return ConfigFactory.defaultReference().getConfigList("parley.listeners").stream()
        .filter(listener -> listener.getString("dialect").equals(dialect))
        .map((Config listener) -> listener.getInt("port"))
        .findFirst()
        .orElseThrow();
  }
}
