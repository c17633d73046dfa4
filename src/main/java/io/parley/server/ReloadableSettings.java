package io.parley.server;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValue;
import io.parley.connection.ConnectionSettings;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings that a running server can change. */
public final class ReloadableSettings {
  private static final Set<String> PATHS =
      Set.of(
          "parley.log-level",
          "parley.accounts.registration",
          "parley.accounts.required",
          "parley.accounts.login-registers",
          "parley.tls.certificate",
          "parley.tls.key",
          "parley.history.retention",
          "parley.limits.connections",
          "parley.limits.connections-per-address",
          "parley.limits.new-connections-per-address",
          "parley.limits.new-connections-burst-per-address",
          "parley.limits.unregistered-per-address",
          "parley.limits.refusals-per-address",
          "parley.limits.remembered-addresses",
          "parley.limits.exempt",
          "parley.limits.read-ahead",
          "parley.limits.created-rooms",
          "parley.limits.created-rooms-per-address",
          "parley.limits.in-flight",
          "parley.limits.rooms",
          "parley.limits.history-messages",
          "parley.limits.registration-timeout",
          "parley.limits.idle-timeout",
          "parley.room.max-rooms");

  private static final String RATES = "parley.limits.rates.";
  private static final String CLIENT = "parley.client.";

  private ReloadableSettings() {}

  /**
   * The settings with a changed value.
   *
   * @param applied those that a running server can change
   * @param ignored those that need a restart
   */
  public record Changes(Set<String> applied, Set<String> ignored) {

    /** Compares two configurations of a server, including Pekko's settings. */
    public static Changes between(Config old, Config next) {
      Map<String, ConfigValue> before = values(old);
      Map<String, ConfigValue> after = values(next);
      Map<Boolean, Set<String>> changed =
          Stream.concat(before.keySet().stream(), after.keySet().stream())
              .filter(path -> !path.startsWith(CLIENT))
              .filter(path -> !Objects.equals(before.get(path), after.get(path)))
              .collect(
                  Collectors.partitioningBy(
                      path -> PATHS.contains(path) || path.startsWith(RATES),
                      Collectors.toCollection(TreeSet::new)));
      return new Changes(
          changed.getOrDefault(true, Set.of()), changed.getOrDefault(false, Set.of()));
    }

    private static Map<String, ConfigValue> values(Config config) {
      return config.entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
  }

  /** The settings of a connection in which only those are new that can change. */
  static ConnectionSettings merge(ConnectionSettings old, ConnectionSettings next) {
    return new ConnectionSettings(
        old.maxText(),
        old.maxSendQueue(),
        next.maxInFlight(),
        old.maxPendingOutput(),
        old.outputMemoryPercent(),
        next.autoJoin(),
        next.maxRooms(),
        next.maxHistory(),
        old.historyTimeout(),
        old.maxQueuedQueries(),
        old.searchBudget(),
        next.registration(),
        next.idle(),
        old.writeTimeout(),
        old.drain());
  }
}
