package io.parley.client.terminal;

import io.parley.client.terminal.cluster.GraphemeClusters;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.text.Normalizer;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/**
 * Replaces what the charset of a terminal does not have with one {@code ?} for each column, so that
 * rows keep their widths. The encoder alone would write one {@code ?} for a character of two
 * columns. Guarded by the {@link io.parley.client.terminal.jline.ScreenLock}.
 */
final class EncodableRow {
  /** Charsets with it are those of Unicode. */
  private static final String EMOJI = "\uD83D\uDE00";

  private final CharsetEncoder encoder;
  private final boolean isUnicode;

  EncodableRow(Charset charset) {
    this.encoder = charset.newEncoder();
    this.isUnicode = encoder.canEncode(EMOJI);
  }

  /** The row with the same columns. */
  AttributedString of(AttributedString row) {
    String text = row.toString();
    if (isUnicode || encoder.canEncode(text)) {
      return row;
    }
    AttributedStringBuilder encodable = new AttributedStringBuilder(row.length());
    int end;
    for (int start = 0; start < text.length(); start = end) {
      end = GraphemeClusters.ceil(text, start + 1);
      AttributedString cluster = row.substring(start, end);
      encodable.append(replaced(cluster), row.styleAt(start));
    }
    return encodable.toAttributedString();
  }

  private String replaced(AttributedString cluster) {
    String composed = Normalizer.normalize(cluster.toString(), Normalizer.Form.NFC);
    int columns = cluster.columnLength();
    boolean same = new AttributedString(composed).columnLength() == columns;
    return same && encoder.canEncode(composed) ? composed : "?".repeat(columns);
  }
}
