package io.parley.cli.terminal;

import io.parley.cli.option.EnumConverter;
import io.parley.client.screen.JsonScreen;
import io.parley.client.screen.PipeScreen;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;

/** The format of the events that a client in a pipe writes. */
enum EventFormat {
  /** One line of text per event, for people. */
  TEXT {
    @Override
    PipeScreen screen(InputStream in, OutputStream out, OutputStream err, Charset locale) {
      return new PipeScreen(in, out, err, locale);
    }
  },
  /** One JSON object per event, for programs. */
  JSON {
    @Override
    PipeScreen screen(InputStream in, OutputStream out, OutputStream err, Charset locale) {
      return new JsonScreen(in, out, err, locale);
    }
  };

  /** Creates a screen on standard input, output and error. */
  PipeScreen screen() {
    return screen(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        LocaleCharset.ofCurrentProcess());
  }

  abstract PipeScreen screen(InputStream in, OutputStream out, OutputStream err, Charset locale);

  /** Converts the name of a format. */
  static final class Converter extends EnumConverter<EventFormat> {
    Converter() {
      super(EventFormat.class, "format");
    }
  }
}
