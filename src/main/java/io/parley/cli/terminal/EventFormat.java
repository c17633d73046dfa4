package io.parley.cli.terminal;

import io.parley.cli.option.EnumConverter;
import io.parley.client.screen.JsonScreen;
import io.parley.client.screen.PipeScreen;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;

/** How a client in a pipe writes what happens. */
enum EventFormat {
  /** A line for each event, to be read. */
  TEXT {
    @Override
    PipeScreen screen(InputStream in, OutputStream out, OutputStream err) {
      return new PipeScreen(in, out, err);
    }
  },
  /** An object for each event, for programs. */
  JSON {
    @Override
    PipeScreen screen(InputStream in, OutputStream out, OutputStream err) {
      return new JsonScreen(in, out, err);
    }
  };

  /** A screen where this process reads and writes. */
  PipeScreen screen() {
    return screen(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err));
  }

  abstract PipeScreen screen(InputStream in, OutputStream out, OutputStream err);

  /** Its words on the command line. */
  static final class Converter extends EnumConverter<EventFormat> {
    Converter() {
      super(EventFormat.class, "format");
    }
  }
}
