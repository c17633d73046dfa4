package io.parley.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.screen.PipeScreen;
import io.parley.client.screen.Screen;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ScreenHolderTest {
  private final ScreenHolder holder = new ScreenHolder();
  private final AtomicReference<Thread> closer = new AtomicReference<>();

  @Test
  void close_without_screen_does_nothing() {
    assertFalse(holder.close());
  }

  @Test
  void close_during_open_closes_the_screen() throws Exception {
    Screen created =
        holder.open(
            () -> {
              closer.set(new Thread(holder::close));
              closer.get().start();
              return pipe();
            });
    closer.get().join();

    assertTrue(created.readLine().equals(Optional.empty()));
  }

  private static PipeScreen pipe() {
    return new PipeScreen(
        new ByteArrayInputStream(new byte[] {'x', '\n'}),
        OutputStream.nullOutputStream(),
        OutputStream.nullOutputStream(),
        UTF_8);
  }
}
