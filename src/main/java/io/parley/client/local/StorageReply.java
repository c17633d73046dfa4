package io.parley.client.local;

import java.util.List;
import java.util.Optional;

/**
 * The result of a {@link StorageRequest}.
 *
 * @param failure why the request was not carried out; empty if it was
 * @param page the messages that were requested; empty if none were requested, or after a failure
 * @param notices lines for the user, for instance that a damaged file was renamed
 */
public record StorageReply(
    StorageRequest.Kind kind,
    Optional<String> failure,
    Optional<KeptPage> page,
    List<String> notices) {

  /** The request was not carried out. */
  public static StorageReply failed(StorageRequest.Kind kind, String reason) {
    return new StorageReply(kind, Optional.of(reason), Optional.empty(), List.of());
  }
}
