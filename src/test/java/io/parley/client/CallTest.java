package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallTest implements Call.Owner {

  @Test
  void whoever_speaks_does_not_wait_for_a_connection_that_cannot_be_made() throws Exception {
    ClientLab lab = new ClientLab();
    int port;
    try (ScriptedServer server = new ScriptedServer()) {
      port = server.port();
    }
    try {
      FakeScreen screen = FakeScreen.ofPerson();
      Visit visit = lab.stillVisit("pat", screen);
      Hearing hearing = new Hearing(visit.memory(), screen, visit.wording(), visit.clock());
      Call call = new Call(visit, hearing, this);
      CompletableFuture<Done> early = call.send(new ClientMessage.Ping()).toCompletableFuture();

      assertThrows(CannotConnectException.class, () -> call.connect(ClientLab.LOOPBACK, port));

      assertTrue(early.isDone());
      assertTrue(call.send(new ClientMessage.Ping()).toCompletableFuture().isDone());
      assertTrue(
          call.trySending(new ClientMessage.Ping())
              .toCompletableFuture()
              .isCompletedExceptionally());
    } finally {
      lab.end();
    }
  }

  @Override
  public List<Line> onIn(Call call) {
    throw new AssertionError();
  }

  @Override
  public List<Line> onHome(Call call, Homecoming homecoming) {
    throw new AssertionError();
  }

  @Override
  public void onRefused(Call call, Problem problem, List<Line> lines) {
    throw new AssertionError();
  }

  @Override
  public void onEnded(Call call, @Nullable Throwable failure) {
    throw new AssertionError();
  }
}
