package io.parley.client.local;

import java.util.List;
import java.util.Optional;

/**
 * The result of a {@link StorageRequest}.
 *
 * @param failure why the request was not carried out; empty if it was
 * @param notices lines for the user, for instance that a damaged file was renamed
 */
public record StorageReply(
    StorageRequest.Kind kind, Optional<String> failure, List<String> notices) {}
