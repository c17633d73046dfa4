package io.parley.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads settings below one path and keeps going past a mistake, so that all of them can be reported
 * at once. What a mistaken setting is read as means nothing: call {@link #finish} before the values
 * are used.
 */
public final class SettingsReader {
  private final Config config;
  private final String path;
  private final SettingErrors errors; // shared with sections

  private SettingsReader(Config config, String path, SettingErrors mistakes) {
    this.config = config;
    this.path = path;
    this.errors = mistakes;
  }

  /** Reads what is at {@code path} in {@code root}. */
  public static SettingsReader at(Config root, String path) {
    return new SettingsReader(root.getConfig(path), path, new SettingErrors());
  }

  /** Reads what is at the top of {@code root}. */
  public static SettingsReader at(Config root) {
    return new SettingsReader(root, "", new SettingErrors());
  }

  /** Whether there is anything of that name here. */
  public boolean has(String name) {
    return config.root().containsKey(name);
  }

  /** The names of what is here, settings and sections. */
  public Set<String> names() {
    return config.root().keySet();
  }

  public int integer(String name, int min, int max) {
    return read(
        name, this::readInteger, value -> value >= min && value <= max, min + " to " + max, min);
  }

  /** A size in bytes, written as {@code 4096} or {@code 4 KiB}. */
  public int bytes(String name, int min, int max) {
    return (int)
        (long)
            read(
                name,
                config::getBytes,
                value -> value >= min && value <= max,
                min + " to " + max + " bytes",
                (long) min);
  }

  /** A time, written as {@code 30 s} or {@code 10 us}. */
  public Duration duration(String name, Duration min, Duration max) {
    return read(
        name,
        config::getDuration,
        value -> value.compareTo(min) >= 0 && value.compareTo(max) <= 0,
        format(min) + " to " + format(max),
        min);
  }

  public boolean bool(String name) {
    return read(name, config::getBoolean, value -> true, "true or false", false);
  }

  public String string(String name) {
    return read(name, config::getString, value -> !value.isBlank(), "a text that is not empty", "");
  }

  /** A text that may be empty. */
  public String possiblyEmptyString(String name) {
    return read(name, config::getString, value -> true, "a text", "");
  }

  /** A list of texts, none of them empty; there may be none. */
  public List<String> strings(String name) {
    return read(
        name,
        config::getStringList,
        texts -> texts.stream().noneMatch(String::isBlank),
        "a list of texts, none of them empty",
        List.<String>of());
  }

  public String oneOf(String name, Set<String> names) {
    return read(name, config::getString, names::contains, "one of " + String.join(", ", names), "");
  }

  /**
   * The settings below {@code name}. Its mistakes are this reader's; if there is no section of that
   * name, that alone is the mistake.
   */
  public SettingsReader section(String name) {
    try {
      return new SettingsReader(
          config.getConfig(ConfigUtil.quoteString(name)), childPath(name), errors);
    } catch (ConfigException e) {
      addError(name, "must be a section { }, and is " + render(name));
      return new SettingsReader(ConfigFactory.empty(), childPath(name), new SettingErrors());
    }
  }

  /** One reader for each object of a list. */
  public List<SettingsReader> list(String name) {
    List<? extends Config> items =
        read(name, config::getConfigList, value -> true, "a list of { }", List.<Config>of());
    List<SettingsReader> readers = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      readers.add(new SettingsReader(items.get(i), childPath(name) + "[" + i + "]", errors));
    }
    return readers;
  }

  /** A mistake that only the caller can see. */
  public void addError(String name, String what) {
    ConfigValue value = config.root().get(name);
    var origin = value == null ? config.origin() : value.origin();
    errors.add(origin, childPath(name) + " " + what);
  }

  /**
   * Notes every setting here that is none of {@code known}: most often a slip of the pen. One that
   * should be a section is noted by {@link #section}.
   */
  public void rejectUnknown(Set<String> known) {
    for (Map.Entry<String, ConfigValue> entry : config.entrySet()) {
      String name = entry.getKey();
      if (!known.contains(name) && known.stream().noneMatch(k -> k.startsWith(name + "."))) {
        errors.add(entry.getValue().origin(), childPath(name) + " is no setting");
      }
    }
  }

  /** The names of all settings below this path, as {@link #rejectUnknown} takes them. */
  public static Set<String> names(Config root, String path) {
    return root.getConfig(path).entrySet().stream()
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /**
   * Ends the reading.
   *
   * @throws InvalidSettingsException if there was any mistake
   */
  public void finish() throws InvalidSettingsException {
    if (!errors.all().isEmpty()) {
      throw new InvalidSettingsException(errors.all());
    }
  }

  private <T> T read(
      String name, Function<String, T> getter, Function<T, Boolean> valid, String rule, T instead) {
    String quoted = ConfigUtil.quoteString(name);
    try {
      T value = getter.apply(quoted);
      if (valid.apply(value)) {
        return value;
      }
      addError(name, "must be " + rule + ", and is " + config.getValue(quoted).unwrapped());
    } catch (ConfigException.Missing e) {
      addError(name, "is missing");
    } catch (ConfigException e) {
      addError(name, "must be " + rule + ", and is " + render(name));
    }
    return instead;
  }

  private String childPath(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private String render(String name) {
    ConfigValue value = config.root().get(name);
    return value == null ? "missing" : value.render(ConfigRenderOptions.concise());
  }

  /** The library itself cuts off what is behind the point. */
  private int readInteger(String quoted) {
    int value = config.getInt(quoted);
    if (value != config.getDouble(quoted)) {
      throw new ConfigException.BadValue(config.origin(), quoted, "not a whole number");
    }
    return value;
  }

  private static String format(Duration duration) {
    if (duration.toNanos() % 1_000_000_000 == 0) {
      return duration.toSeconds() + " s";
    }
    return duration.toNanos() % 1_000_000 == 0
        ? duration.toMillis() + " ms"
        : duration.toNanos() / 1000 + " us";
  }
}
