package io.parley.cli.history;

import io.parley.cli.option.EnumConverter;
import io.parley.history.NewMessage;
import io.parley.history.StoredMessage;
import io.parley.protocol.Text;

/** How an entry is written on one line. */
public enum HistoryExportFormat {
  /** Whole, for programs and for import. */
  JSONL {
    @Override
    public String format(StoredMessage entry) {
      return HistoryJson.write(entry);
    }
  },
  /** To be read. */
  TEXT {
    @Override
    public String format(StoredMessage entry) {
      NewMessage saying = entry.content();
      String name = Text.sanitize(saying.nickname()).toSingleLine();
      String text = Text.sanitize(saying.text()).toSingleLine();
      String said =
          switch (saying.kind()) {
            case CHAT -> "<" + name + "> " + text;
            case EMOTE -> "* " + name + " " + text;
            case TOPIC -> "-- " + name + " set the topic: " + text;
          };
      return saying.time() + " [" + Text.sanitize(saying.room()).toSingleLine() + "] " + said;
    }
  };

  public abstract String format(StoredMessage entry);

  /** Its words on the command line. */
  public static final class Converter extends EnumConverter<HistoryExportFormat> {
    Converter() {
      super(HistoryExportFormat.class, "format");
    }
  }
}
