package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.PipeScreen;
import io.parley.client.Screen;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class OpenScreenTest {
  private final OpenScreen open = new OpenScreen();
  private final AtomicReference<Thread> end = new AtomicReference<>();

  @Test
  void there_may_be_none() {
    assertFalse(open.close());
  }

  @Test
  void a_screen_that_is_being_made_is_closed_too() throws Exception {
    Screen made =
        open.make(
            () -> {
              end.set(new Thread(open::close));
              end.get().start();
              return pipe();
            });
    end.get().join();

    assertTrue(made.readLine().equals(Optional.empty()));
  }

  private static PipeScreen pipe() {
    return new PipeScreen(
        new ByteArrayInputStream(new byte[] {'x', '\n'}),
        OutputStream.nullOutputStream(),
        OutputStream.nullOutputStream());
  }
}
