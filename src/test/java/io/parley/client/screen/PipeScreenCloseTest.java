package io.parley.client.screen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.parley.client.ChatClient;
import io.parley.client.ClientTestKit;
import io.parley.client.ScriptedServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A pipe that is closed, for example by a signal, while the client waits for a line. */
@Timeout(120)
class PipeScreenCloseTest {
  @AutoClose private static final ClientTestKit testKit = new ClientTestKit();

  /** Closing it releases the thread that reads from it. */
  @AutoClose private final PipedOutputStream typed = new PipedOutputStream();

  private final ByteArrayOutputStream diagnostics = new ByteArrayOutputStream();
  @AutoClose private final ScriptedServer server = new ScriptedServer();

  @Test
  void close_waits_for_echo_of_sent_lines() throws Exception {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    PipeScreen screen = new PipeScreen(new PipedInputStream(typed), output, diagnostics, UTF_8);
    try (ClientTestKit.RunningClient client = testKit.start("pat", screen, server.port())) {
      server.welcome("pat");
      typed.write("last words\n".getBytes(UTF_8));
      typed.flush();
      assertEquals("{\"type\":\"chat\",\"message\":\"last words\"}", server.readPacket());

      screen.close();
      assertFalse(client.exitStatus().isDone());
      server.send("{\"type\":\"chat\",\"nick\":\"pat\",\"message\":\"last words\"}");

      server.expectEnd();
      server.finish();
      assertEquals(ChatClient.LEFT, client.status());
      assertEquals("*** pat has joined the chat\npat: last words\n", output.toString(UTF_8));
      assertEquals("", diagnostics.toString(UTF_8));
    }
  }

  /** Otherwise only SIGKILL would end a client whose output is blocked. */
  @Test
  void close_does_not_wait_for_blocked_output() throws Exception {
    CountDownLatch drawing = new CountDownLatch(1);
    CountDownLatch unblock = new CountDownLatch(1);
    OutputStream blocked =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            drawing.countDown();
            try {
              if (!unblock.await(60, TimeUnit.SECONDS)) {
                throw new IOException("still blocked");
              }
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          }
        };
    PipeScreen screen = new PipeScreen(new PipedInputStream(typed), blocked, diagnostics, UTF_8);
    try (ClientTestKit.RunningClient client = testKit.start("pat", screen, server.port())) {
      server.welcome("pat");
      assertEquals(true, drawing.await(60, TimeUnit.SECONDS));

      screen.close();

      server.expectEnd();
      unblock.countDown();
      server.finish();
      assertEquals(ChatClient.LEFT, client.status());
    }
  }
}
