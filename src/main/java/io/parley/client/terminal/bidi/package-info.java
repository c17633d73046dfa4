/** Right-to-left text on terminals that do not reorder it. */
package io.parley.client.terminal.bidi;
