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
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Reads the settings of one section. It collects errors, so that all of them are reported at once.
 * The value of an invalid setting is arbitrary: call {@link #finish} before any value is used.
 */
public final class SettingsReader {
  private final Config config;
  private final String path;
  private final SettingErrors errors; // shared with the readers of subsections

  private SettingsReader(Config config, String path, SettingErrors errors) {
    this.config = config;
    this.path = path;
    this.errors = errors;
  }

  /** A reader of the section {@code path}. */
  public static SettingsReader at(Config root, String path) {
    return new SettingsReader(root.getConfig(path), path, new SettingErrors());
  }

  /** A reader of the top level. */
  public static SettingsReader at(Config root) {
    return new SettingsReader(root, "", new SettingErrors());
  }

  /** Whether the section has a setting or subsection of that name. */
  public boolean has(String name) {
    return config.root().containsKey(name);
  }

  /** The names of all settings and subsections. */
  public Set<String> names() {
    return config.root().keySet();
  }

  /** A whole number within bounds, both included. */
  public int integer(String name, int min, int max) {
    return read(
        name, this::readInteger, value -> value >= min && value <= max, min + " to " + max, min);
  }

  /** A size in bytes, such as {@code 4096} or {@code 4 KiB}, within bounds, both included. */
  public int bytes(String name, int min, int max) {
    return (int) longBytes(name, min, max);
  }

  /** The same for a size above 2 GiB. */
  public long longBytes(String name, long min, long max) {
    String bounds = SettingUnits.formatSizes(min, max);
    String unit = bounds.endsWith(SettingUnits.BYTES) ? "" : " " + SettingUnits.BYTES;
    Optional<String> number = SettingUnits.numberWithoutUnit(config.root().get(name));
    return read(
        name,
        config::getBytes,
        value -> value >= min && value <= max,
        bounds,
        number.isPresent() ? unit : "",
        min);
  }

  /**
   * A time, such as {@code 30 s} or {@code 10 us}, within bounds, both included. A number without a
   * unit is an error: the library would take it for milliseconds, and nobody means that by {@code
   * retention = 5}.
   */
  public Duration duration(String name, Duration min, Duration max) {
    Optional<String> number = SettingUnits.numberWithoutUnit(config.root().get(name));
    if (number.isPresent()) {
      addError(
          name, "must have a unit, for instance " + SettingUnits.withUnit(number.get(), min, max));
      return min;
    }
    return read(
        name,
        config::getDuration,
        value -> value.compareTo(min) >= 0 && value.compareTo(max) <= 0,
        SettingUnits.format(min) + " to " + SettingUnits.format(max),
        min);
  }

  /** A switch: {@code true}, {@code false}, {@code on} or {@code off}. */
  public boolean bool(String name) {
    return read(name, config::getBoolean, value -> true, "true or false", false);
  }

  /** A text that is not blank. */
  public String string(String name) {
    return read(name, config::getString, value -> !value.isBlank(), "a text that is not empty", "");
  }

  /** A text that may be empty. */
  public String possiblyEmptyString(String name) {
    return read(name, config::getString, value -> true, "a text", "");
  }

  /**
   * A text that no error quotes.
   *
   * @param rule the values that are valid, for the error
   */
  public String secret(String name, Predicate<String> valid, String rule) {
    try {
      String value = config.getString(ConfigUtil.quoteString(name));
      if (valid.test(value)) {
        return value;
      }
    } catch (ConfigException e) {
      // The same error as for a wrong value; the message of the exception may quote it.
    }
    addError(name, "must be " + rule);
    return "";
  }

  /** A list of texts, none of them blank; it may be empty. */
  public List<String> strings(String name) {
    return read(
        name,
        config::getStringList,
        texts -> texts.stream().noneMatch(String::isBlank),
        "a list of texts, none of them empty",
        List.<String>of());
  }

  /** One of some texts. */
  public String oneOf(String name, Set<String> values) {
    return read(
        name, config::getString, values::contains, "one of " + String.join(", ", values), "");
  }

  /**
   * A reader of a subsection; its errors are added to this reader. If {@code name} is no section,
   * that is the only error.
   */
  public SettingsReader section(String name) {
    try {
      return new SettingsReader(
          config.getConfig(ConfigUtil.quoteString(name)), childPath(name), errors);
    } catch (ConfigException e) {
      addError(name, "must be a section { }, but is " + render(name));
      return new SettingsReader(ConfigFactory.empty(), childPath(name), new SettingErrors());
    }
  }

  /** A reader for each object of a list. */
  public List<SettingsReader> list(String name) {
    List<? extends Config> items =
        read(name, config::getConfigList, value -> true, "a list of { }", List.<Config>of());
    List<SettingsReader> readers = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      readers.add(new SettingsReader(items.get(i), childPath(name) + "[" + i + "]", errors));
    }
    return readers;
  }

  /** Adds an error that the caller found. */
  public void addError(String name, String message) {
    ConfigValue value = config.root().get(name);
    var origin = value == null ? config.origin() : value.origin();
    errors.add(origin, childPath(name) + " " + message);
  }

  /**
   * Adds an error for each unknown setting.
   *
   * @param known the names of all settings, those of subsections as paths. A setting that should be
   *     a section is an error of {@link #section}
   */
  public void rejectUnknown(Set<String> known) {
    for (Map.Entry<String, ConfigValue> entry : config.entrySet()) {
      String name = entry.getKey();
      if (!known.contains(name) && known.stream().noneMatch(k -> k.startsWith(name + "."))) {
        errors.add(entry.getValue().origin(), childPath(name) + " is not a setting");
      }
    }
  }

  /** The names of all settings of a section, for {@link #rejectUnknown}. */
  public static Set<String> names(Config root, String path) {
    return root.getConfig(path).entrySet().stream()
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /**
   * Ends reading.
   *
   * @throws InvalidSettingsException if there are errors
   */
  public void finish() throws InvalidSettingsException {
    if (!errors.all().isEmpty()) {
      throw new InvalidSettingsException(errors.all());
    }
  }

  private <T> T read(
      String name, Function<String, T> getter, Predicate<T> valid, String rule, T fallback) {
    return read(name, getter, valid, rule, "", fallback);
  }

  private <T> T read(
      String name,
      Function<String, T> getter,
      Predicate<T> valid,
      String rule,
      String unit,
      T fallback) {
    String quoted = ConfigUtil.quoteString(name);
    try {
      T value = getter.apply(quoted);
      if (valid.test(value)) {
        return value;
      }
      addError(name, "must be " + rule + ", but is " + config.getValue(quoted).unwrapped() + unit);
    } catch (ConfigException.Missing e) {
      addError(name, "is missing");
    } catch (ConfigException e) {
      addError(name, "must be " + rule + ", but is " + render(name));
    }
    return fallback;
  }

  private String childPath(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private String render(String name) {
    ConfigValue value = config.root().get(name);
    return value == null ? "missing" : value.render(ConfigRenderOptions.concise());
  }

  /** Rejects a fraction, which the library would cut off. */
  private int readInteger(String quoted) {
    int value = config.getInt(quoted);
    if (value != config.getDouble(quoted)) {
      throw new ConfigException.BadValue(config.origin(), quoted, "not a whole number");
    }
    return value;
  }
}
