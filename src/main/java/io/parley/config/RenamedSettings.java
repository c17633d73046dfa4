package io.parley.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Settings and sections that have a new name. The old name is still read, with a warning.
 *
 * <p>The renaming happens in each layer of the configuration by itself, so that a setting keeps its
 * rank: an old name on the command line overrides the new name in a file.
 */
final class RenamedSettings {
  private static final Map<String, String> NEW_NAMES =
      Map.ofEntries(
          Map.entry("parley.backlog", "parley.accept-backlog"),
          Map.entry("parley.limits.outbox", "parley.limits.send-queue"),
          Map.entry("parley.limits.unheard", "parley.limits.in-flight"),
          Map.entry("parley.limits.past", "parley.limits.history-messages"),
          Map.entry("parley.limits.registration", "parley.limits.registration-timeout"),
          Map.entry("parley.limits.idle", "parley.limits.idle-timeout"),
          Map.entry("parley.limits.drain", "parley.limits.drain-timeout"),
          Map.entry("parley.wire.gap", "parley.wire.segment-gap"),
          Map.entry("parley.wire.calm-gap", "parley.wire.idle-gap"),
          Map.entry("parley.wire.unfinished", "parley.wire.partial-object-timeout"),
          Map.entry("parley.wire.replay", "parley.wire.replay-history"),
          Map.entry("parley.wire.heartbeat", "parley.wire.heartbeat-interval"),
          Map.entry("parley.room.flush-floor", "parley.room.flush-min-interval"),
          Map.entry("parley.room.flush-per-member-unsaid", "parley.room.flush-per-member-presence"),
          Map.entry("parley.room.max-undelivered", "parley.room.max-unpersisted"),
          Map.entry("parley.room.recalled", "parley.room.backlog"),
          Map.entry("parley.history.check", "parley.history.integrity-check-limit"),
          Map.entry("parley.history.connections", "parley.history.max-connections"),
          Map.entry("parley.history.answer-timeout", "parley.history.response-timeout"),
          Map.entry("parley.history.memory-tail", "parley.history.memory-messages-per-room"),
          Map.entry("parley.history.memory-size", "parley.history.memory-max-bytes"),
          Map.entry("parley.client.connect", "parley.client.connect-timeout"),
          Map.entry("parley.client.stall", "parley.client.stall-timeout"),
          Map.entry("parley.client.linger", "parley.client.linger-timeout"),
          Map.entry("parley.client.ping", "parley.client.ping-interval"),
          Map.entry("parley.client.silence", "parley.client.silence-timeout"),
          Map.entry("parley.client.retry", "parley.client.reconnect.initial-delay"),
          Map.entry("parley.client.longest-retry", "parley.client.reconnect.max-delay"),
          Map.entry("parley.client.attempts", "parley.client.reconnect.max-attempts"),
          Map.entry("parley.client.waiting", "parley.client.max-pending"),
          Map.entry("parley.client.catch-up", "parley.client.max-replay"),
          Map.entry("parley-history-readers", "parley-history-reader-dispatcher"),
          Map.entry("parley-history-writer", "parley-history-writer-dispatcher"));

  private final Map<String, String> newNames;

  /**
   * Checks the table.
   *
   * @param newNames new names by old names, all as paths
   * @param defaults all settings there are
   * @throws IllegalStateException if a new name is not in the defaults, or an old name still is
   */
  RenamedSettings(Map<String, String> newNames, Config defaults) {
    this.newNames = new TreeMap<>(newNames);
    this.newNames.forEach(
        (oldName, newName) -> {
          if (find(defaults, oldName).isPresent()) {
            throw new IllegalStateException(oldName + " is renamed, but still has a default");
          }
          if (find(defaults, newName).isEmpty()) {
            throw new IllegalStateException(newName + " has no default");
          }
        });
  }

  /** Parley's own renamed settings; throws as the constructor does. */
  static RenamedSettings create(Config defaults) {
    return new RenamedSettings(NEW_NAMES, defaults);
  }

  /**
   * Gives every setting of a layer its new name.
   *
   * @param layer may be unresolved
   * @param warnings gets one line for each old name: where it is set, the old name and the new name
   * @throws InvalidSettingsException if the layer sets both names of a setting
   */
  Config apply(Config layer, Consumer<String> warnings) throws InvalidSettingsException {
    Config renamed = layer;
    List<String> errors = new ArrayList<>();
    for (Map.Entry<String, String> names : newNames.entrySet()) {
      String oldName = names.getKey();
      String newName = names.getValue();
      Optional<ConfigValue> value = find(layer, oldName);
      if (value.isEmpty()) {
        continue;
      }
      String location = SettingErrors.location(value.get().origin());
      if (find(layer, newName).isPresent()) {
        errors.add(
            location
                + oldName
                + " is the old name of "
                + newName
                + ", and both are set; remove it");
      } else {
        warnings.accept(location + oldName + " is deprecated; use " + newName);
        renamed = renamed.withoutPath(oldName).withValue(newName, value.get());
      }
    }
    if (!errors.isEmpty()) {
      throw new InvalidSettingsException(errors);
    }
    return renamed;
  }

  /** Works without resolving the configuration, which {@link Config#hasPath} does not. */
  private static Optional<ConfigValue> find(Config config, String path) {
    ConfigValue value = config.root();
    try {
      for (String key : ConfigUtil.splitPath(path)) {
        value = value instanceof ConfigObject section ? section.get(key) : null;
      }
    } catch (ConfigException.NotResolved e) {
      return Optional.empty(); // the section itself is a reference
    }
    return Optional.ofNullable(value);
  }
}
