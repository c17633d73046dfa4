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

/** A pipe that is closed while a client waits for its next line, as a signal does. */
@Timeout(120)
class PipeScreenCloseTest {
  @AutoClose private static final ClientTestKit testKit = new ClientTestKit();

  /** Closed, it lets go of the thread that reads from it. */
  @AutoClose private final PipedOutputStream typed = new PipedOutputStream();

  private final ByteArrayOutputStream diagnostics = new ByteArrayOutputStream();
  @AutoClose private final ScriptedServer server = new ScriptedServer();

  @Test
  void close_waits_for_echo_of_sent_lines() throws Exception {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    PipeScreen screen = new PipeScreen(new PipedInputStream(typed), output, diagnostics);
    try (ClientTestKit.RunningClient visit = testKit.start("pat", screen, server.port())) {
      server.welcome("pat");
      typed.write("last words\n".getBytes(UTF_8));
      typed.flush();
      assertEquals("{\"type\":\"chat\",\"message\":\"last words\"}", server.readPacket());

      screen.close();
      assertFalse(visit.exitStatus().isDone());
      server.send("{\"type\":\"chat\",\"nick\":\"pat\",\"message\":\"last words\"}");

      server.expectEnd();
      server.finish();
      assertEquals(ChatClient.LEFT, visit.status());
      assertEquals("*** pat has joined the chat\npat: last words\n", output.toString(UTF_8));
      assertEquals("", diagnostics.toString(UTF_8));
    }
  }

  /** Or else nothing but SIGKILL would end a client whose reader has stopped. */
  @Test
  void close_does_not_wait_for_blocked_output() throws Exception {
    CountDownLatch drawing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    OutputStream stopped =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            drawing.countDown();
            try {
              if (!goOn.await(60, TimeUnit.SECONDS)) {
                throw new IOException("stopped for good");
              }
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          }
        };
    PipeScreen screen = new PipeScreen(new PipedInputStream(typed), stopped, diagnostics);
    try (ClientTestKit.RunningClient visit = testKit.start("pat", screen, server.port())) {
      server.welcome("pat");
      assertEquals(true, drawing.await(60, TimeUnit.SECONDS));

      screen.close();

      server.expectEnd();
      goOn.countDown();
      server.finish();
      assertEquals(ChatClient.LEFT, visit.status());
    }
  }
}
