package io.parley.client;

import io.parley.client.local.LocalStore;
import io.parley.client.local.StorageReply;
import io.parley.client.local.StorageRequest;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * The thread of the files that the client keeps: carries out one request after the other, and
 * answers each. A slow disk blocks this actor only. It runs on the dispatcher for blocking tasks.
 */
final class StorageActor {
  private StorageActor() {}

  static Behavior<StorageRequest> create(LocalStore store, ActorRef<ClientActor.Command> client) {
    return Behaviors.receiveMessage(
        request -> {
          client.tell(new ClientActor.StorageReplied(execute(store, request)));
          return Behaviors.same();
        });
  }

  private static StorageReply execute(LocalStore store, StorageRequest request) {
    try {
      return store.execute(request);
    } catch (RuntimeException | Error e) { // or else the client would wait for the reply
      return StorageReply.failed(request.kind(), String.valueOf(e));
    }
  }
}
