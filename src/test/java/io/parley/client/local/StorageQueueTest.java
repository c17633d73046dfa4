package io.parley.client.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.ClientTestKit;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StorageQueueTest {
  private static final StorageRequest IGNORE_BOB =
      new StorageRequest.ChangeIgnored(Nickname.sanitize("bob"), true);

  private final StorageQueue queue = StorageQueue.create(ClientTestKit.KEEP);

  @Test
  void gives_one_request_at_a_time() {
    queue.add(IGNORE_BOB);
    queue.add(IGNORE_BOB);

    assertEquals(Optional.of(IGNORE_BOB), queue.takeNext());
    assertEquals(Optional.empty(), queue.takeNext());
    queue.onReply(reply(Optional.empty()));
    assertFalse(queue.isIdle());
    assertEquals(Optional.of(IGNORE_BOB), queue.takeNext());
    assertFalse(queue.isIdle());
    queue.onReply(reply(Optional.empty()));
    assertTrue(queue.isIdle());
  }

  @Test
  void reports_a_failure_once_until_a_request_succeeds() {
    queue.onReply(reply(Optional.of("no space left on device")));
    queue.onReply(reply(Optional.of("no space left on device")));
    assertEquals(
        List.of("cannot keep the ignored users: no space left on device"), queue.takeProblems());
    queue.onReply(reply(Optional.empty()));
    queue.onReply(reply(Optional.of("permission denied")));
    assertEquals(List.of("cannot keep the ignored users: permission denied"), queue.takeProblems());
    assertEquals(List.of(), queue.takeProblems());
  }

  @Test
  void drops_requests_of_a_disk_that_does_not_answer() {
    for (int i = 0; i < StorageQueue.CAPACITY + 5; i++) {
      queue.add(IGNORE_BOB);
    }

    assertEquals(
        List.of("cannot keep the ignored users: the disk is too slow"), queue.takeProblems());
    for (int i = 0; i < StorageQueue.CAPACITY; i++) {
      assertTrue(queue.takeNext().isPresent());
      queue.onReply(reply(Optional.empty()));
    }
    assertTrue(queue.isIdle());
  }

  @Test
  void newer_rooms_replace_those_that_wait() {
    StorageRequest first = new StorageRequest.SaveRooms(KeptRooms.NONE);
    StorageRequest second =
        new StorageRequest.SaveRooms(new KeptRooms(List.of(), new RoomName("garden")));
    queue.add(first);
    queue.add(IGNORE_BOB);
    queue.add(second);

    assertEquals(Optional.of(IGNORE_BOB), queue.takeNext());
    queue.onReply(reply(Optional.empty()));
    assertEquals(Optional.of(second), queue.takeNext());
    queue.onReply(reply(Optional.empty()));
    assertTrue(queue.isIdle());
  }

  @Test
  void takes_nothing_that_is_not_kept() {
    for (StorageQueue other :
        List.of(StorageQueue.disabled(), StorageQueue.create(KeepSettings.NOTHING))) {
      other.add(IGNORE_BOB);
      assertTrue(other.isIdle());
    }
  }

  private static StorageReply reply(Optional<String> failure) {
    return new StorageReply(
        StorageRequest.Kind.IGNORED_USERS, failure, Optional.empty(), List.of());
  }
}
