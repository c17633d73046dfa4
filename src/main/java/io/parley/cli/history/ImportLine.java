package io.parley.cli.history;

import io.parley.history.NewMessage;
import java.util.OptionalLong;

/**
 * A line of an import.
 *
 * @param id empty if the message gets a new one
 */
public record ImportLine(OptionalLong id, NewMessage content) {}
