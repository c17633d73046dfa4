package io.parley.cli.history;

import io.parley.cli.option.EnumConverter;
import io.parley.history.Entry;
import io.parley.history.Saying;
import io.parley.protocol.Text;

/** How an entry is written on one line. */
public enum HistoryExportFormat {
  /** Whole, for programs and for import. */
  JSONL {
    @Override
    public String format(Entry entry) {
      return HistoryJson.write(entry);
    }
  },
  /** To be read. */
  TEXT {
    @Override
    public String format(Entry entry) {
      Saying saying = entry.saying();
      String name = Text.clean(saying.nickname()).oneLine();
      String text = Text.clean(saying.text()).oneLine();
      String said =
          switch (saying.kind()) {
            case CHAT -> "<" + name + "> " + text;
            case EMOTE -> "* " + name + " " + text;
            case TOPIC -> "-- " + name + " set the topic: " + text;
          };
      return saying.time() + " [" + Text.clean(saying.room()).oneLine() + "] " + said;
    }
  };

  public abstract String format(Entry entry);

  /** Its words on the command line. */
  public static final class Converter extends EnumConverter<HistoryExportFormat> {
    Converter() {
      super(HistoryExportFormat.class, "format");
    }
  }
}
